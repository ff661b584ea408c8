package io.github.modelconversion.gate;

import static io.github.modelconversion.TestData.writeFloats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.modelconversion.TestData;
import io.github.modelconversion.judge.LimitPolicy;
import io.github.modelconversion.plan.request.PairFixture;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Limit.Bound;
import io.github.modelconversion.result.Limit.Origin;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of one value, padding rows, reordered rows, and rows that a mean hides. */
class RowTrapsTest {

    private static final List<Limit> ON_DISTRIBUTIONS = List.of(
            new Limit(Metric.MEAN_KL_DIVERGENCE, Bound.MAX, 1e-3, Origin.CONFIGURATION),
            new Limit(Metric.TOP1_AGREEMENT, Bound.MIN, 0.9, Origin.CONFIGURATION),
            new Limit(Metric.TOP10_OVERLAP, Bound.MIN, 0.9, Origin.CONFIGURATION),
            new Limit(Metric.COSINE_SIMILARITY, Bound.MIN, 0.9, Origin.CONFIGURATION));

    private static final int ROWS = 64;
    private static final int WIDTH = 128;

    @TempDir
    Path project;

    private final Random random = new Random(20);
    private Path reference;
    private Path test;

    @BeforeEach
    void nameFiles() {
        reference = project.resolve("a.bin");
        test = project.resolve("b.bin");
    }

    /** As if {@code positions} was set to the vocabulary size by mistake. */
    @ParameterizedTest
    @ValueSource(ints = {512, 1000})
    void limitsOnDistributionsAreNotMeasuredInRowsOfOneValue(int count) {
        double[] values = values(count);
        PairFixture pair = pair(values, noisy(values, 1e-3)).inRows(count).limitedBy(LimitPolicy.of(ON_DISTRIBUTIONS));

        Comparison comparison = pair.check();

        assertThat(comparison.limits())
                .filteredOn(result -> ON_DISTRIBUTIONS.contains(result.limit()))
                .hasSize(ON_DISTRIBUTIONS.size())
                .allSatisfy(result -> assertThat(result.verdict()).isEqualTo(Verdict.NOT_MEASURED));
        assertThat(comparison.verdict()).isNotEqualTo(Verdict.PASS);
        assertThat(pair.finding(Code.UNEXPECTED_WIDTH).message())
                .contains("b.bin", count + " rows of one value", "width", "positions");
    }

    @Test
    void theDistributionOfTwoValuesIsMeasured() {
        // softmax (0.75, 0.25) and (0.5, 0.5): KL = 0.75 ln 1.5 + 0.25 ln 0.5.
        double[] references = new double[200];
        double[] tests = new double[200];
        for (int i = 0; i < 200; i += 2) {
            references[i] = Math.log(3) + i;
            references[i + 1] = i;
            tests[i] = i;
            tests[i + 1] = i;
        }

        Comparison comparison = pair(references, tests).inRows(100).check();

        assertThat(comparison.metrics().value(Metric.MEAN_KL_DIVERGENCE).orElseThrow())
                .isCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), within(1e-6));
    }

    /** Any value is another one plus a constant, and any two values fit a line. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void noRelationIsClaimedForRowsThatFitAny(int width) {
        double[] references = values(200 * width);
        double[] tests = noisy(references, 1);

        assertThat(pair(references, tests).inRows(200).codes())
                .noneMatch(code -> code.isCause() && code != Code.UNRELATED && code != Code.QUANTIZATION_NOISE);
    }

    /** What fills the padding of a batch. */
    private enum Filling {
        MASK(Double.NEGATIVE_INFINITY),
        NAN(Double.NaN),
        ZERO(0),
        NUMBER(-10000);

        private final double value;

        Filling(double value) {
            this.value = value;
        }
    }

    @ParameterizedTest
    @EnumSource
    void paddingRowsAreLeftOutAndTheOthersJudged(Filling filling) {
        double[] references = values(ROWS * WIDTH);
        double[] tests = noisy(references, 1e-3);
        Comparison unpadded = pair(Arrays.copyOf(references, 50 * WIDTH), Arrays.copyOf(tests, 50 * WIDTH))
                .inRows(50)
                .check();
        Arrays.fill(references, 50 * WIDTH, ROWS * WIDTH, filling.value);
        Arrays.fill(tests, 50 * WIDTH, ROWS * WIDTH, filling.value);

        PairFixture pair = pair(references, tests).inRows(ROWS);
        Comparison comparison = pair.check();

        assertThat(comparison.verdict()).isEqualTo(Verdict.PASS);
        for (Metric metric : List.of(Metric.NMSE, Metric.MEAN_KL_DIVERGENCE, Metric.TOP1_AGREEMENT)) {
            assertThat(comparison.metrics().value(metric).orElseThrow())
                    .isCloseTo(unpadded.metrics().value(metric).orElseThrow(), withinPercentage(1e-9));
        }
        Finding finding = pair.finding(Code.ROWS_LEFT_OUT);
        assertThat(finding.severity()).isEqualTo(filling == Filling.NAN ? Severity.WARNING : Severity.INFO);
        assertThat(finding.evidence()).containsEntry("leftOut", 14).containsEntry("rows", ROWS);
        assertThat(finding.evidence())
                .containsEntry("firstRow", 50L)
                .containsEntry("nan", filling == Filling.NAN ? 14L : 0L);
    }

    @ParameterizedTest
    @EnumSource
    void aBadRowNextToPaddingStillFails(Filling filling) {
        double[] references = values(ROWS * WIDTH);
        double[] tests = noisy(references, 1e-3);
        Arrays.fill(references, 50 * WIDTH, ROWS * WIDTH, filling.value);
        Arrays.fill(tests, 50 * WIDTH, ROWS * WIDTH, filling.value);
        System.arraycopy(values(8 * WIDTH), 0, tests, 0, 8 * WIDTH);

        assertThat(pair(references, tests).inRows(ROWS).check().verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatOnlyOneSideLacksFails(Filling filling) {
        double[] references = values(ROWS * WIDTH);
        double[] tests = noisy(references, 1e-3);
        double[] padded = tests.clone();
        Arrays.fill(padded, 50 * WIDTH, 51 * WIDTH, filling.value);

        assertThat(pair(references, padded).inRows(ROWS).check().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(pair(padded, tests).inRows(ROWS).check().verdict()).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"32, false", "33, true", "63, true", "64, true"})
    void moreThanHalfOfTheRowsCannotBeLeftOut(int leftOut, boolean fails) {
        for (Filling filling : Filling.values()) {
            double[] references = values(ROWS * WIDTH);
            double[] tests = noisy(references, 1e-3);
            Arrays.fill(references, 0, leftOut * WIDTH, filling.value);
            Arrays.fill(tests, 0, leftOut * WIDTH, filling.value);

            assertThat(pair(references, tests).inRows(ROWS).check().verdict() != Verdict.PASS)
                    .as("%s", filling)
                    .isEqualTo(fails);
        }
    }

    @Test
    void nanInPartOfARowIsNotPadding() {
        double[] references = values(ROWS * WIDTH);
        double[] tests = noisy(references, 1e-3);
        Arrays.fill(references, 0, WIDTH - 1, Double.NaN);
        Arrays.fill(tests, 0, WIDTH - 1, Double.NaN);

        assertThat(pair(references, tests).inRows(ROWS).codes())
                .contains(Code.NON_FINITE_REFERENCE, Code.NON_FINITE_TEST);
    }

    /** Returns embeddings that share a common direction, as those of many models do. */
    private double[] embeddings() {
        return around(values(WIDTH));
    }

    private double[] around(double[] common) {
        double[] own = values(ROWS * WIDTH);
        for (int i = 0; i < own.length; i++) {
            own[i] = common[i % WIDTH] + 0.2 * own[i];
        }
        return own;
    }

    private static double[] reordered(double[] values, IntUnaryOperator order) {
        double[] result = new double[values.length];
        for (int row = 0; row < values.length / WIDTH; row++) {
            System.arraycopy(values, order.applyAsInt(row) * WIDTH, result, row * WIDTH, WIDTH);
        }
        return result;
    }

    @Test
    void shuffledEmbeddingsFailDespiteAHighMeanCosine() {
        double[] references = embeddings();
        double[] tests = reordered(noisy(references, 1e-4), row -> (row * 37 + 11) % ROWS);

        PairFixture pair = pair(references, tests).inRows(ROWS).ofKind(OutputKind.EMBEDDINGS);

        assertThat(pair.check().metrics().value(Metric.COSINE_SIMILARITY).orElseThrow())
                .isGreaterThan(0.95);
        Finding finding = pair.finding(Code.ROWS_EXCHANGED);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        // 37 · row + 11 = row (mod 64) would need 36 · row = −11, which is odd: no row stays in place.
        assertThat(finding.evidence()).containsEntry("nearer", ROWS).containsEntry("compared", ROWS);
        assertThat(finding.message()).contains("row 0 to row 11, row 1 to row 48,");
    }

    @Test
    void twoExchangedEmbeddingsAmongManyAreNamed() {
        int[] exchanged = {3, 40};
        double[] references = embeddings();
        double[] tests = reordered(
                noisy(references, 1e-4),
                row -> row == exchanged[0] ? exchanged[1] : row == exchanged[1] ? exchanged[0] : row);

        assertThat(pair(references, tests)
                        .inRows(ROWS)
                        .ofKind(OutputKind.EMBEDDINGS)
                        .finding(Code.ROWS_EXCHANGED)
                        .message())
                .contains("found 2 of 64 rows", "row 3 to row 40, row 40 to row 3.");
    }

    @Test
    void rowsOffByOneAreNamedByTheirOffset() {
        double[] references = values(ROWS * WIDTH);
        double[] tests = reordered(noisy(references, 1e-3), row -> (row + 1) % ROWS);
        // Nothing follows the last row.
        System.arraycopy(values(WIDTH), 0, tests, (ROWS - 1) * WIDTH, WIDTH);

        assertThat(pair(references, tests)
                        .inRows(ROWS)
                        .finding(Code.ROWS_EXCHANGED)
                        .message())
                .contains("found 63 of 64 rows", "each to the row 1 after its own, from row 0 on");
    }

    @Test
    void exchangedPositionsOfLogitsAreNamedAndNoOtherCauseIs() {
        double[] references = values(ROWS * WIDTH);
        double[] tests = reordered(noisy(references, 1e-3), row -> row < 16 ? row + 16 : row < 32 ? row - 16 : row);

        Comparison comparison = pair(references, tests).inRows(ROWS).check();

        assertThat(comparison.findings()).extracting(Finding::code).noneMatch(Code::isCause);
        assertThat(comparison.findings().get(0).code()).isEqualTo(Code.ROWS_EXCHANGED);
        assertThat(comparison.findings().get(0).evidence()).containsEntry("nearer", 32);
    }

    /** Two equal prompts, and noise that is larger than the distance between rows. */
    @ParameterizedTest
    @EnumSource(names = {"LOGITS", "EMBEDDINGS"})
    void equalOrNoisyRowsAreNotCalledExchanged(OutputKind kind) {
        double[] references = embeddings();
        System.arraycopy(references, 0, references, 5 * WIDTH, WIDTH);
        double[] near = noisy(Arrays.copyOf(references, WIDTH), 1e-4);
        System.arraycopy(near, 0, references, 9 * WIDTH, WIDTH);
        for (double nmse : new double[] {1e-5, 1e-2, 0.05, 0.5, 4}) {
            assertThat(pair(references, noisy(references, nmse))
                            .inRows(ROWS)
                            .ofKind(kind)
                            .codes())
                    .as("NMSE %s", nmse)
                    .doesNotContain(Code.ROWS_EXCHANGED);
        }
    }

    /** The test's rows are far from the damaged row, but near no other row either. */
    @ParameterizedTest
    @ValueSource(doubles = {50, 1e6})
    void aDamagedRowOfTheReferenceIsNotCalledExchanged(double damage) {
        double[] references = around(values(WIDTH));
        double[] tests = noisy(references, 1e-4);
        references[5 * WIDTH + 7] = damage;

        assertThat(pair(references, tests).inRows(ROWS).codes()).doesNotContain(Code.ROWS_EXCHANGED);
    }

    @Test
    void oneNegatedEmbeddingOfManyFailsByDefault() {
        double[] references = values(ROWS * WIDTH);
        double[] tests = noisy(references, 1e-4);
        for (int i = 7 * WIDTH; i < 8 * WIDTH; i++) {
            tests[i] = -tests[i];
        }

        Comparison comparison = pair(references, tests)
                .inRows(ROWS)
                .ofKind(OutputKind.EMBEDDINGS)
                .check();

        assertThat(comparison.metrics().value(Metric.COSINE_SIMILARITY).orElseThrow())
                .isGreaterThan(0.95);
        LimitResult lowest = comparison.limits().stream()
                .filter(result -> result.limit().metric() == Metric.LOWEST_COSINE_SIMILARITY)
                .findFirst()
                .orElseThrow();
        assertThat(lowest.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void oneHugeEmbeddingDoesNotHideUnrelatedOnes() {
        double[] common = values(WIDTH);
        double[] references = around(common);
        double[] others = around(common);
        for (int i = 0; i < WIDTH; i++) {
            references[i] *= 1e4;
            others[i] = references[i];
        }
        PairFixture pair = pair(references, others).inRows(ROWS).ofKind(OutputKind.EMBEDDINGS);

        Comparison comparison = pair.check();

        assertThat(comparison.metrics().value(Metric.NMSE).orElseThrow()).isLessThan(1e-6);
        assertThat(comparison.limits())
                .allSatisfy(limit -> assertThat(limit.verdict()).isEqualTo(Verdict.PASS));
        assertThat(pair.finding(Code.ROWS_EXCHANGED).severity()).isEqualTo(Severity.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"10, false", "1000, false", "10, true"})
    void probabilitiesHaveTheDivergenceOfTheirLogits(int width, boolean padded) {
        double[] references = values(50 * width);
        double[] tests = noisy(references, 1e-2);
        double[] p = softmax(references, width);
        double[] q = softmax(tests, width);
        double expected = 0;
        for (int i = 0; i < p.length; i++) {
            expected += p[i] * Math.log(p[i] / q[i]) / 50;
        }
        if (padded) {
            p = Arrays.copyOf(p, 60 * width);
            q = Arrays.copyOf(q, 60 * width);
        }

        PairFixture pair = pair(p, q).inRows(p.length / width);
        Metrics metrics = pair.check().metrics();
        Metrics ofLogarithms = pair(logarithms(p), logarithms(q))
                .inRows(p.length / width)
                .check()
                .metrics();

        assertThat(metrics.value(Metric.MEAN_KL_DIVERGENCE).orElseThrow()).isCloseTo(expected, withinPercentage(0.1));
        for (Metric metric : List.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE, Metric.RMS_TOP1_DELTA_P)) {
            assertThat(metrics.value(metric).orElseThrow())
                    .isCloseTo(ofLogarithms.value(metric).orElseThrow(), withinPercentage(0.1));
        }
        assertThat(pair(p, q)
                        .inRows(p.length / width)
                        .finding(Code.PROBABILITIES)
                        .severity())
                .isEqualTo(Severity.INFO);
        assertThat(pair(p, q)
                        .inRows(p.length / width)
                        .limitedBy(LimitPolicy.of(List.of(
                                new Limit(Metric.MEAN_KL_DIVERGENCE, Bound.MAX, expected / 1.1, Origin.CONFIGURATION))))
                        .check()
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    /** One side has a probability of 0. */
    @Test
    void aTokenOfProbabilityZeroInTheTestIsAHugeDivergence() {
        double[] p = softmax(values(500), 10);
        double[] q = p.clone();
        double moved = q[0];
        q[0] = 0;
        q[1] += moved;

        assertThat(pair(p, q)
                        .inRows(50)
                        .check()
                        .metrics()
                        .value(Metric.MAX_KL_DIVERGENCE)
                        .orElseThrow())
                // At least p · log(p ÷ 2^-149), minus what q[1] gained.
                .isGreaterThan(moved * 50);
    }

    @Test
    void valuesBetweenZeroAndOneAreNotTakenForProbabilities() {
        double[] references = random.doubles(500).toArray();

        assertThat(pair(references, noisy(references, 1e-3)).inRows(50).codes()).doesNotContain(Code.PROBABILITIES);
    }

    /** 14 positions of 512 logits, read without saying that they are rows. */
    @ParameterizedTest
    @ValueSource(strings = {"f16", "Q4_0", "bug-noperm-f16"})
    void aRowThatMayBeSeveralIsAWarning(String conversion) {
        Path data = TestData.FOLDER.resolve("stories260K/p2-once/data");
        PairFixture pair = PairFixture.files(
                data,
                data.resolve("pytorch-stories260K-all.bin"),
                data.resolve("llamacpp-stories260K-" + conversion + "-all.bin"));

        Finding finding = pair.finding(Code.UNEXPECTED_WIDTH);

        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message()).contains("7168 values", "14 rows", "set width to 512");
        assertThat(pair.inRows(14).codes()).doesNotContain(Code.UNEXPECTED_WIDTH);
    }

    @Test
    void noRealRowIsTakenForSeveral() throws IOException {
        List<Path> doubted = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TestData.FOLDER)) {
            List<Path> rows = files.filter(
                            file -> file.toString().matches(".*/data/pytorch-.*(?<!-tokens|-all|-embeddings)\\.bin"))
                    .toList();
            assertThat(rows).hasSizeGreaterThan(5);
            for (Path row : rows) {
                double[] values = TestData.floats(row);
                if (pair(values, noisy(values, 1e-4)).codes().contains(Code.UNEXPECTED_WIDTH)) {
                    doubted.add(row);
                }
            }
        }

        assertThat(doubted).isEmpty();
    }

    private static double[] softmax(double[] logits, int width) {
        double[] probabilities = new double[logits.length];
        for (int row = 0; row < logits.length; row += width) {
            double sum = 0;
            for (int i = row; i < row + width; i++) {
                sum += Math.exp(logits[i]);
            }
            for (int i = row; i < row + width; i++) {
                probabilities[i] = Math.exp(logits[i]) / sum;
            }
        }
        return probabilities;
    }

    /** Returns the logarithms, 0 for the entries of padding. */
    private static double[] logarithms(double[] probabilities) {
        return Arrays.stream(probabilities).map(p -> p == 0 ? 0 : Math.log(p)).toArray();
    }

    private PairFixture pair(double[] references, double[] tests) {
        writeFloats(reference, references);
        writeFloats(test, tests);
        return PairFixture.files(project, reference, test);
    }

    private double[] values(int count) {
        return random.doubles(count).map(x -> 3 * random.nextGaussian()).toArray();
    }

    private double[] noisy(double[] values, double nmse) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
        return Arrays.stream(values)
                .map(x -> x + Math.sqrt(nmse) * deviation * random.nextGaussian())
                .toArray();
    }
}
