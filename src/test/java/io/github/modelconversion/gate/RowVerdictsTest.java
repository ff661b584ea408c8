package io.github.modelconversion.gate;

import static io.github.modelconversion.TestData.floats;
import static io.github.modelconversion.TestData.writeFloats;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.judge.RealPair;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts that depend on single rows although the NMSE of all values passes. */
class RowVerdictsTest {

    private static final int WIDTH = 512;
    private static final double DEVIATION = 2.4;
    private static final List<Code> OF_TOP1 =
            List.of(Code.PREDICTIONS_CHANGED, Code.ARGMAX_FLIP, Code.ARGMAX_NEAR_TIE, Code.TOP1_DIFFERS);
    private static final LimitPolicy RECOMMENDED =
            new LimitPolicy(List.of(), Map.of(), LimitPolicy.Standard.RECOMMENDED, Optional.empty());

    private final Random random = new Random(20);

    @TempDir
    Path base;

    @ParameterizedTest
    @CsvSource({"64, 4000", "5, 32000"})
    void oneLogitRaisedAboveAllInEveryRowFailsThoughTheNmsePasses(int rows, int width) throws IOException {
        double[][] reference = rows(rows, width, row -> 3);
        double[][] test = noisy(reference, 1e-3);
        for (int row = 0; row < rows; row++) {
            test[row][random.nextInt(width)] =
                    Arrays.stream(reference[row]).max().orElseThrow() + 1;
        }

        Comparison comparison = compare(reference, test, "F16").check();

        assertThat(comparison.limits()).allMatch(limit -> limit.verdict() == Verdict.PASS);
        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(ofTop1(comparison)).containsExactly(Code.PREDICTIONS_CHANGED);
        assertThat(comparison.findings().get(0).message()).contains(rows + " of " + rows + " positions");
        assertThat(comparison.findings().get(0).evidence()).containsEntry("count", (long) rows);
    }

    @Test
    void changesInLessThanHalfOfTheRowsAreAWarning() throws IOException {
        double[][] reference = rows(64, WIDTH, row -> 3);
        double[][] test = noisy(reference, 1e-3);
        for (int row = 0; row < 20; row++) {
            test[row][random.nextInt(WIDTH)] =
                    Arrays.stream(reference[row]).max().orElseThrow() + 0.5;
        }

        Comparison comparison = compare(reference, test, "F16").check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(ofTop1(comparison)).containsExactly(Code.ARGMAX_FLIP);
    }

    /** Raises one logit of a real F16 output from −1 to 16, or shuffles its 20 largest. */
    @Test
    void aRealOutputWithOneRaisedLogitOrShuffledLargestOnesFails() throws IOException {
        double[] reference = floats(TestData.STORIES.resolve("pytorch-stories260K.bin"));
        double[] right = floats(TestData.STORIES.resolve("llamacpp-stories260K-f16.bin"));
        double[] raised = right.clone();
        int near = IntStream.range(0, WIDTH)
                .boxed()
                .min((a, b) -> Double.compare(Math.abs(reference[a] + 1), Math.abs(reference[b] + 1)))
                .orElseThrow();
        raised[near] = 16;
        double[] shuffled = right.clone();
        int[] largest = IntStream.range(0, WIDTH)
                .boxed()
                .sorted((a, b) -> Double.compare(right[b], right[a]))
                .limit(20)
                .mapToInt(index -> index)
                .toArray();
        for (int i = 0; i < largest.length; i++) {
            shuffled[largest[i]] = right[largest[(i + 7) % largest.length]];
        }

        for (double[] test : List.of(raised, shuffled)) {
            Comparison comparison = compare(new double[][] {reference}, new double[][] {test}, "F16")
                    .check();

            assertThat(comparison.limits()).allMatch(limit -> limit.verdict() == Verdict.PASS);
            assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(ofTop1(comparison)).containsExactly(Code.PREDICTIONS_CHANGED);
        }
    }

    /** Checks every real pair of a good conversion, whatever its type and its NMSE. */
    @Test
    void noGoodConversionHasChangedPredictions() {
        List<String> changed = RealPair.all().stream()
                .filter(RealPair::isRight)
                .filter(pair -> pair.kind.hasDistributions())
                .filter(pair -> pair.measurement().rows().flips().count() > 0)
                .map(pair -> pair.name)
                .toList();

        assertThat(changed).isEmpty();
    }

    /** Rows with a large variance hide the others: the NMSE of all values is just below 1e-2. */
    @ParameterizedTest
    @CsvSource({"31, 1", "60, 0.01", "10, 1"})
    void garbageRowsFailEvenIfOtherRowsHideThem(int garbage, double size) throws IOException {
        // Unrelated rows add an error of 1 + size² to a variance of 1; the others vary so that the NMSE of all is
        // 9.6e-3.
        double left = garbage * (1 + size * size) / 64;
        double hiding = Math.sqrt((left / 9.6e-3 - garbage / 64.0) * 64 / (64 - garbage));
        double[][] reference = rows(64, WIDTH, row -> row < garbage ? 1 : hiding);
        double[][] test = noisy(reference, 1e-4);
        double[][] unrelated = rows(garbage, WIDTH, row -> size);
        System.arraycopy(unrelated, 0, test, 0, garbage);

        Comparison comparison = compare(reference, test, "Q4_K_M").check();

        assertThat(comparison.metrics().value(Metric.NMSE).orElseThrow()).isBetween(9e-3, 1e-2);
        assertThat(comparison.limits()).allMatch(limit -> limit.verdict() == Verdict.PASS);
        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(codes(comparison))
                .contains(Code.VARIANCE_DOMINATED)
                .doesNotContain(Code.QUANTIZATION_NOISE, Code.ARGMAX_NEAR_TIE);
    }

    /** Noise with an NMSE just below the default limit, in rows that differ from each other. */
    @ParameterizedTest
    @ValueSource(
            strings = {"proportional", "proportional, unlike rows", "equal", "equal, unlike rows", "few quiet rows"})
    void theNoiseOfGoodConversionsPasses(String kind) throws IOException {
        boolean unlike = kind.contains("unlike");
        double[][] reference = rows(300, WIDTH, row -> unlike ? Math.exp(random.nextGaussian() / 2) : 1);
        for (int row = 0; row < 9 && kind.startsWith("few"); row++) {
            reference[row] =
                    Arrays.stream(reference[row]).map(value -> value / 100).toArray();
        }
        double ofAll = deviation(
                Arrays.stream(reference).flatMapToDouble(Arrays::stream).toArray());
        double[][] test = Arrays.stream(reference)
                .map(row -> plusNoise(row, (kind.startsWith("prop") ? deviation(row) : ofAll) * Math.sqrt(9e-3)))
                .toArray(double[][]::new);

        Comparison comparison = compare(reference, test, "Q4_K_M").check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        assertThat(codes(comparison)).doesNotContain(Code.VARIANCE_DOMINATED, Code.PREDICTIONS_CHANGED);
        if (!kind.startsWith("few")) {
            assertThat(compare(reference, test, "Q4_K_M")
                            .limitedBy(RECOMMENDED)
                            .check()
                            .verdict())
                    .isEqualTo(Verdict.PASS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"45 unrelated", "9 zero", "20 exchanged", "1 negated"})
    void recommendedRowLimitsFailIfFewRowsAreWrong(String what) throws IOException {
        double[][] reference = rows(1000, WIDTH, row -> DEVIATION);
        double[][] test = noisy(reference, 0.05 * DEVIATION);
        switch (what) {
            case "45 unrelated" -> System.arraycopy(rows(45, WIDTH, row -> DEVIATION), 0, test, 500, 45);
            case "9 zero" -> Arrays.fill(test, 991, 1000, new double[WIDTH]);
            case "20 exchanged" -> System.arraycopy(test.clone(), 100, test, 101, 20);
            default -> test[7] = Arrays.stream(test[7]).map(value -> -value).toArray();
        }

        Comparison comparison =
                compare(reference, test, "Q4_K_M").limitedBy(RECOMMENDED).check();

        assertThat(comparison.limits())
                .extracting(limit -> limit.limit().metric())
                .containsExactly(
                        Metric.NMSE,
                        Metric.CENTERED_NMSE,
                        Metric.P90_ROW_NMSE,
                        Metric.P999_ROW_NMSE,
                        Metric.MEAN_KL_DIVERGENCE,
                        Metric.MAX_KL_DIVERGENCE);
        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(comparison.limits().stream()
                        .filter(limit -> limit.verdict() == Verdict.FAIL)
                        .map(limit -> limit.limit().metric()))
                .isNotEmpty()
                .isSubsetOf(Metric.P999_ROW_NMSE, Metric.MAX_KL_DIVERGENCE);
    }

    /** Noise as large as the reference: a near tie has no meaning there. */
    @Test
    void garbageIsOnlyReportedAsChangedTop1Tokens() throws IOException {
        double[][] reference = rows(64, WIDTH, row -> 3);

        Comparison comparison =
                compare(reference, noisy(reference, 4), "Q4_K_M").check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(codes(comparison)).doesNotContain(Code.ARGMAX_NEAR_TIE, Code.QUANTIZATION_NOISE);
        assertThat(ofTop1(comparison)).contains(Code.TOP1_DIFFERS);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 64", "3, 61, 3"})
    void aPositionWithOneEntryLeftSaysNothingOfDistributions(int every, int measured, int single) throws IOException {
        double[][] reference = rows(64, WIDTH, row -> 3);
        double[][] test = noisy(reference, 0.01);
        for (int row = 0; row < 64; row++) {
            for (int i = 0; i < WIDTH && (every == 1 || row < 3); i++) {
                if (i != row) {
                    reference[row][i] = Double.NEGATIVE_INFINITY;
                    test[row][i] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        Limit limit = new Limit(Metric.TOP1_AGREEMENT, Limit.Bound.MIN, 0.5, Limit.Origin.CONFIGURATION);

        Comparison comparison = compare(reference, test, "F16")
                .limitedBy(LimitPolicy.of(List.of(limit)))
                .check();

        assertThat(Stream.of(Metric.MEAN_KL_DIVERGENCE, Metric.TOP1_AGREEMENT, Metric.COSINE_SIMILARITY)
                        .map(metric -> comparison.metrics().value(metric).isPresent()))
                .containsOnly(measured > 0);
        assertThat(comparison.limits().get(1).verdict()).isEqualTo(measured > 0 ? Verdict.PASS : Verdict.NOT_MEASURED);
        assertThat(codes(comparison)).contains(Code.MASKED_ENTRIES).doesNotContain(Code.CONSTANT_REFERENCE);
        assertThat(comparison.findings().stream()
                        .filter(finding -> finding.code() == Code.MASKED_ENTRIES)
                        .map(Finding::message))
                .singleElement()
                .satisfies(message -> assertThat(message).contains(single + " of 64 positions"));
    }

    private static List<Code> codes(Comparison comparison) {
        return comparison.findings().stream().map(Finding::code).toList();
    }

    private static List<Code> ofTop1(Comparison comparison) {
        return codes(comparison).stream().filter(OF_TOP1::contains).toList();
    }

    private PairFixture compare(double[][] reference, double[][] test, String type) throws IOException {
        Path data = base.resolve("data");
        Files.createDirectories(data);
        write(data.resolve("pytorch-tiny.bin"), reference);
        write(data.resolve("llamacpp-tiny-" + type + ".bin"), test);
        return PairFixture.byName(base, "tiny", "tiny-" + type).inRows(reference.length);
    }

    private static void write(Path file, double[][] rows) {
        writeFloats(file, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    private double[][] rows(int count, int width, IntToDoubleFunction deviation) {
        return IntStream.range(0, count)
                .mapToObj(row -> plusNoise(new double[width], deviation.applyAsDouble(row)))
                .toArray(double[][]::new);
    }

    private double[][] noisy(double[][] rows, double noise) {
        return Arrays.stream(rows).map(row -> plusNoise(row, noise)).toArray(double[][]::new);
    }

    private double[] plusNoise(double[] row, double noise) {
        return Arrays.stream(row)
                .map(value -> value + noise * random.nextGaussian())
                .toArray();
    }

    private static double deviation(double... values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
