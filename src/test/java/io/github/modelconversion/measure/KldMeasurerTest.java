package io.github.modelconversion.measure;

import static io.github.modelconversion.KldFixture.ODD_F16;
import static io.github.modelconversion.KldFixture.ODD_Q4_0;
import static io.github.modelconversion.KldFixture.STORIES_F16;
import static io.github.modelconversion.KldFixture.STORIES_Q4_0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.KldFixture;
import io.github.modelconversion.TestData;
import io.github.modelconversion.gate.KldOracle;
import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Percentile;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class KldMeasurerTest {

    /** Odd, and with a remainder after the kernel's last full block. */
    private static final int VOCABULARY = 1501;

    private static final int CONTEXT = 200;
    private static final int CHUNKS = 4;
    private static final int ROWS = CHUNKS * 99;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) throws IOException {
        double[][] rows = rows(ROWS, VOCABULARY);
        double[][] others = noisy(rows);
        int[] tokens = tokens(CHUNKS * CONTEXT, VOCABULARY);
        Path reference = write("reference.kld", CONTEXT, VOCABULARY, tokens, rows);
        Path test = write("test.kld", CONTEXT, VOCABULARY, tokens, others);

        KldStatistics statistics = measure(reference, test, threads);

        assertThat(statistics).isEqualTo(measure(reference, test, 1));
        assertThat(statistics.rows()).isEqualTo(ROWS);
        assertThat(statistics.divergences().klDivergence().value()).isBetween(1e-3, 1.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void progressGoesUpToTheLastPair(int threads) throws IOException {
        List<Long> done = new ArrayList<>();
        try (KldFile reference = KldFile.open(STORIES_F16, "a.kld");
                KldFile test = KldFile.open(STORIES_Q4_0, "b.kld");
                Threads several = Threads.start(threads)) {
            KldMeasurer.of(reference, test).measure(several, done::add);
        }

        assertThat(done).isSorted().endsWith(186L * 512).doesNotHaveDuplicates();
    }

    @Test
    void logitsOfTheScoredRowsAreMeasuredThroughTheirSoftmax() throws IOException {
        double[][] rows = rows(ROWS, VOCABULARY);
        double[][] others = noisy(rows);
        Path reference = write("a.kld", CONTEXT, VOCABULARY, tokens(CHUNKS * CONTEXT, VOCABULARY), rows);
        Path test = TestData.writeFloats(folder.resolve("a.bin"), flat(others));

        KldAccumulator measured = measureLogits(reference, test);
        KldStatistics statistics = measured.statistics();

        KldOracle oracle = KldOracle.of(KldFixture.Decoded.of(reference), KldOracle.logSoftmax(others));
        oracle.assertSame(measured);
        assertThat(statistics.clipped().clippedTestTargets()).isZero();
    }

    @Test
    void logitsOfAllTokensAreMeasuredInTheScoredRows() throws IOException {
        double[][] all = rows(CHUNKS * CONTEXT, VOCABULARY);
        double[][] scored = IntStream.range(0, ROWS)
                .mapToObj(row -> all[row / 99 * CONTEXT + 100 + row % 99])
                .toArray(double[][]::new);
        Path reference = write("a.kld", CONTEXT, VOCABULARY, tokens(CHUNKS * CONTEXT, VOCABULARY), noisy(scored));

        KldStatistics ofAll = measureLogits(reference, TestData.writeFloats(folder.resolve("all.bin"), flat(all)))
                .statistics();

        assertThat(ofAll)
                .isEqualTo(measureLogits(reference, TestData.writeFloats(folder.resolve("scored.bin"), flat(scored)))
                        .statistics());
    }

    @ParameterizedTest
    @CsvSource({"Infinity, Infinity", "-Infinity, -Infinity", "NaN, NaN"})
    void logitsMustBeFinite(double value, String found) throws IOException {
        double[][] rows = rows(ROWS, VOCABULARY);
        Path reference = write("a.kld", CONTEXT, VOCABULARY, tokens(CHUNKS * CONTEXT, VOCABULARY), rows);
        rows[7][1500] = value;
        Path test = TestData.writeFloats(folder.resolve("a.bin"), flat(rows));

        assertThatThrownBy(() -> measureLogits(reference, test))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("test: expected finite logits, found " + found + " in row 7 at index 1500. The model does"
                        + " not work: check its weights and the tool that computed the logits");
    }

    @Test
    void filesWithOtherShapesAreNotMeasured() throws IOException {
        Path bin = TestData.writeFloats(folder.resolve("a.bin"), new double[512 * 185]);
        try (KldFile reference = KldFile.open(STORIES_F16, "a.kld");
                KldFile test = KldFile.open(ODD_Q4_0, "b.kld");
                LogitsFile logits = ContainerReader.tensors(Container.RAW, bin, "a.bin", ElementType.FLOAT32)
                        .get(0)
                        .open()) {
            assertThatThrownBy(() -> KldMeasurer.of(reference, test))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a.kld and b.kld have different shapes");
            assertThat(SoftmaxRows.fit(reference, logits)).isFalse();
            assertThatThrownBy(() -> KldMeasurer.of(reference, logits))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a.kld and a.bin have different shapes");
        }
    }

    @Test
    void aFileAgainstItselfHasNoDivergence() throws IOException {
        KldAccumulator measured = measured(ODD_F16, ODD_F16, 1);
        KldStatistics statistics = measured.statistics();

        assertThat(statistics.divergences().klDivergence().value()).isZero();
        assertThat(statistics.divergences().klDivergences().at(Percentile.MAXIMUM))
                .isZero();
        assertThat(statistics.nextToken().rmsDeltaP().value()).isZero();
        assertThat(statistics.nextToken().rmsDeltaP().uncertainty()).hasValue(0);
        assertThat(statistics.sameTop().value()).isEqualTo(1);
        assertThat(statistics.perplexities().lnPerplexityRatio().value()).isZero();
        assertThat(statistics.perplexities().lnPerplexityRatio().uncertainty()).hasValue(0);
        assertThat(statistics.perplexities().perplexityDifference().uncertainty())
                .hasValue(0);
        assertThat(statistics.perplexities().lossCorrelation()).hasValue(1);
        assertThat(measured.logProbabilityNmse()).hasValue(0);
    }

    /**
     * The error of the coding alone: a model's logits against the file written from them. A decoded value is off by at most
     * half a step of 16 ÷ 65535, and so is a divergence, apart from float32 rounding. Uniformly distributed errors have a
     * mean square of a twelfth of the squared step.
     */
    @Test
    void theNoiseFloorOfTheCodingIsBelowHalfAStep() throws IOException {
        double[] logits =
                TestData.floats(Path.of("testdata", "stories260K", "p2-once", "data", "pytorch-stories260K-all.bin"));
        double[][] rows = IntStream.range(0, 14)
                .mapToObj(row -> Arrays.copyOfRange(logits, 512 * row, 512 * (row + 1)))
                .toArray(double[][]::new);
        Path reference = write("a.kld", 30, 512, tokens(30, 512), rows);

        KldAccumulator measured = measureLogits(reference, TestData.writeFloats(folder.resolve("a.bin"), logits));
        KldStatistics statistics = measured.statistics();

        double bound = 16.0 / 65535 / 2 + 3e-6;
        assertThat(statistics.divergences().klDivergences().at(Percentile.MAXIMUM))
                .isBetween(1e-6, bound);
        assertThat(statistics.divergences().klDivergences().at(Percentile.MINIMUM))
                .isBetween(-bound, -1e-6);
        assertThat(statistics.nextToken().deltaPs().at(Percentile.MAXIMUM)).isLessThan(bound);
        assertThat(statistics.nextToken().deltaPs().at(Percentile.MINIMUM)).isGreaterThan(-bound);
        assertThat(statistics.sameTop().value()).isEqualTo(1);
        double[][] coded = KldFixture.Decoded.of(reference).rows;
        double variance = KldOracle.variance(flat(coded));
        assertThat(measured.logProbabilityNmse().orElseThrow())
                .isBetween(1e-11 / variance, Math.pow(16.0 / 65535, 2) / 12 / variance);
    }

    @ParameterizedTest
    @CsvSource({"stories260K/kld/stories260K-", "stories260K-v513/kld/v513-"})
    void everyStatisticOfRealFilesMatchesPlainArithmetic(String prefix) throws IOException {
        Path reference = Path.of("testdata", prefix + "f16.kld");
        Path test = Path.of("testdata", prefix + "Q4_0.kld");

        KldOracle.of(KldFixture.Decoded.of(reference), KldFixture.Decoded.of(test).rows)
                .assertSame(measured(reference, test, 1));
    }

    public static KldStatistics measure(Path reference, Path test, int threads) throws IOException {
        return measured(reference, test, threads).statistics();
    }

    private static KldAccumulator measured(Path reference, Path test, int threads) throws IOException {
        try (KldFile referenceFile = KldFile.open(reference, "reference");
                KldFile testFile = KldFile.open(test, "test");
                Threads several = Threads.start(threads)) {
            return KldMeasurer.of(referenceFile, testFile).measure(several, done -> {});
        }
    }

    private static KldAccumulator measureLogits(Path reference, Path test) throws IOException {
        try (KldFile referenceFile = KldFile.open(reference, "reference");
                LogitsFile testFile = ContainerReader.tensors(Container.RAW, test, "test", ElementType.FLOAT32)
                        .get(0)
                        .open();
                Threads two = Threads.start(2)) {
            return KldMeasurer.of(referenceFile, testFile).measure(two, done -> {});
        }
    }

    private Path write(String name, int context, int vocabulary, int[] tokens, double[][] rows) throws IOException {
        return Files.write(folder.resolve(name), KldFixture.encode(context, vocabulary, tokens, rows));
    }

    private static double[][] rows(int count, int vocabulary) {
        Random random = new Random(41);
        return IntStream.range(0, count)
                .mapToObj(row -> random.doubles(vocabulary)
                        .map(x -> (float) (3 * random.nextGaussian() + 10 * Math.pow(x, 99)))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[][] noisy(double[][] rows) {
        Random random = new Random(43);
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row)
                        .map(x -> (float) (x + random.nextGaussian() / 4))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static int[] tokens(int count, int vocabulary) {
        return new Random(47).ints(count, 0, vocabulary).toArray();
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
