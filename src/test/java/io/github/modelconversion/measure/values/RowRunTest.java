package io.github.modelconversion.measure.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.row.ArgmaxFlip;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.result.row.RowNormRanges;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Row-by-row figures against arithmetic in twice the precision. */
class RowRunTest {

    private static final int CHUNK = 1 << 16;
    private static final int BLOCK = PairKernel.BLOCK;

    /** The width of a row of several blocks that ends within a group of eight. */
    private static final int WIDE = 3 * BLOCK + 1234 + 5;

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void everyFigureOfARowHasTheGuaranteedDigits(String name, double[] reference, double[] test) {
        Measurement measurement = measure(reference, test, reference.length);
        ExactRow exact = ExactRow.of(reference, test);

        assertDivergence(value(measurement, Metric.MEAN_KL_DIVERGENCE), exact.klDivergence());
        assertThat(value(measurement, Metric.MAX_KL_DIVERGENCE))
                .isEqualTo(value(measurement, Metric.MEAN_KL_DIVERGENCE))
                .isEqualTo(value(measurement, Metric.MEDIAN_KL_DIVERGENCE))
                .isEqualTo(value(measurement, Metric.P99_KL_DIVERGENCE));
        assertThat(value(measurement, Metric.TOP1_AGREEMENT))
                .isEqualTo(exact.top1Reference() == exact.top1Test() ? 1 : 0);
        assertThat(value(measurement, Metric.TOP10_OVERLAP)).isEqualTo(exact.top10Overlap());
        assertThat(value(measurement, Metric.RMS_TOP1_DELTA_P)).isCloseTo(Math.abs(exact.top1DeltaP()), within(1e-12));
        assertThat(value(measurement, Metric.COSINE_SIMILARITY)).isCloseTo(exact.cosineSimilarity(), within(4e-16));
        RowFigure row = measurement.rows().worst().get(0);
        assertThat(row.tokens().orElseThrow().referenceTop1()).isEqualTo(exact.top1Reference());
        assertThat(row.tokens().orElseThrow().testTop1()).isEqualTo(exact.top1Test());
        assertThat(row.nmse()).isCloseTo(exact.nmse(), within(4e-15 * exact.nmse()));
    }

    private static void assertDivergence(double measured, double exact) {
        assertThat(measured).isNotNegative().isCloseTo(exact, within(1e-7 * Math.max(1e-9, exact)));
    }

    static Stream<Arguments> rows() {
        Random random = new Random(31);
        double[] normal = gaussians(random, WIDE, 8);
        double[] noise = gaussians(random, WIDE, 1);
        double[] masked = map(normal, x -> x > 5 && x < 6 ? Double.NEGATIVE_INFINITY : x);
        double max = max(normal);
        return Stream.of(
                Arguments.of("noise 0.1", normal, plus(normal, noise, 0.1)),
                Arguments.of("noise 1", normal, plus(normal, noise, 1)),
                Arguments.of("noise 10", normal, plus(normal, noise, 10)),
                Arguments.of("noise 1e-4", normal, plus(normal, noise, 1e-4)),
                Arguments.of("noise 1e-4 and a shift", normal, plus(map(normal, x -> x + 300), noise, 1e-4)),
                Arguments.of(
                        "noise 1e-3 at 1e4", map(normal, x -> x + 1e4), plus(map(normal, x -> x + 1e4), noise, 1e-3)),
                Arguments.of("scaled", normal, map(normal, x -> x * 1.001)),
                Arguments.of("scaled much", normal, map(normal, x -> x * 40)),
                Arguments.of("sign flipped", normal, map(normal, x -> -x)),
                Arguments.of("sorted", sorted(normal), plus(sorted(normal), noise, 0.3)),
                Arguments.of("falling", map(sorted(normal), x -> -x), plus(map(sorted(normal), x -> -x), noise, 0.3)),
                Arguments.of("blocks of unlike size", steps(), plus(steps(), noise, 0.01)),
                Arguments.of("a block whose test is far off", normal, from(normal, 2 * BLOCK, x -> x - 40)),
                Arguments.of("a block that only the test prefers", normal, from(normal, 2 * BLOCK, x -> x + 900)),
                Arguments.of("top-1 token lowered", normal, map(normal, x -> x == max ? x - 3 : x)),
                Arguments.of("sentinels on both sides", sentinel(normal), plus(sentinel(normal), noise, 0.01)),
                Arguments.of("sentinels of the test", normal, sentinel(plus(normal, noise, 0.01))),
                Arguments.of("sentinels of the reference", sentinel(normal), plus(normal, noise, 0.01)),
                Arguments.of("masked", masked, plus(masked, noise, 0.5)),
                Arguments.of("logits of 1e30", map(normal, x -> x * 1e29), map(normal, x -> x * 1.01e29)),
                Arguments.of("a reference that would swallow the test", map(normal, x -> Math.signum(x) * 1e30), noise),
                Arguments.of("a test that would swallow the reference", noise, map(normal, x -> Math.signum(x) * 1e30)),
                Arguments.of("a late top-1 token that the test prefers", last(0, 14), last(0, 16)),
                Arguments.of("a late top-1 token that the test likes less", last(0, 16), last(0, 14)),
                Arguments.of("a late top-1 token among noise", last(1, 30), last(2, 27)),
                Arguments.of("equal values tie", ties(normal), plus(ties(normal), ties(noise), 1)),
                Arguments.of("two values", new double[] {1, 2}, new double[] {2, 1.5}),
                Arguments.of("far apart", new double[] {0, -800, -2}, new double[] {-900, 0, -1}));
    }

    @Test
    void randomRowsOfAnyWidthHaveTheGuaranteedDigits() {
        Random random = new Random(37);
        for (int draw = 0; draw < 2000; draw++) {
            int width = 2 + random.nextInt(40);
            double[] reference = gaussians(random, width, Math.pow(10, random.nextInt(4) - 1));
            double noise = Math.pow(10, random.nextInt(7) - 5);
            double[] test = plus(reference, gaussians(random, width, 1), noise);

            assertDivergence(
                    value(measure(reference, test, width), Metric.MEAN_KL_DIVERGENCE),
                    ExactRow.of(reference, test).klDivergence());
        }
    }

    @ParameterizedTest(name = "rows of {0}")
    @MethodSource("widths")
    void statisticsAreOverTheRows(int width, int positions) {
        Random random = new Random(width);
        double[] reference = gaussians(random, width * positions, 4);
        double[] test = plus(reference, gaussians(random, width * positions, 1), 0.7);
        ExactRow[] rows = new ExactRow[positions];
        for (int row = 0; row < positions; row++) {
            rows[row] = ExactRow.of(
                    Arrays.copyOfRange(reference, row * width, (row + 1) * width),
                    Arrays.copyOfRange(test, row * width, (row + 1) * width));
        }

        Measurement measurement = measure(reference, test, width);

        double[] sorted =
                Arrays.stream(rows).mapToDouble(ExactRow::klDivergence).sorted().toArray();
        assertDivergence(value(measurement, Metric.MEAN_KL_DIVERGENCE), mean(rows, ExactRow::klDivergence));
        assertDivergence(value(measurement, Metric.MEDIAN_KL_DIVERGENCE), percentile(sorted, 50));
        assertDivergence(value(measurement, Metric.P99_KL_DIVERGENCE), percentile(sorted, 99));
        assertDivergence(value(measurement, Metric.MAX_KL_DIVERGENCE), sorted[positions - 1]);
        assertThat(value(measurement, Metric.TOP1_AGREEMENT))
                .isEqualTo(mean(rows, row -> row.top1Reference() == row.top1Test() ? 1 : 0));
        assertThat(value(measurement, Metric.TOP10_OVERLAP))
                .isCloseTo(mean(rows, ExactRow::top10Overlap), within(1e-15));
        assertThat(value(measurement, Metric.RMS_TOP1_DELTA_P))
                .isCloseTo(Math.sqrt(mean(rows, row -> Math.pow(row.top1DeltaP(), 2))), within(1e-12));
        assertThat(value(measurement, Metric.COSINE_SIMILARITY))
                .isCloseTo(mean(rows, ExactRow::cosineSimilarity), within(1e-15));
        assertThat(value(measurement, Metric.LOWEST_COSINE_SIMILARITY))
                .isCloseTo(
                        Arrays.stream(rows)
                                .mapToDouble(ExactRow::cosineSimilarity)
                                .min()
                                .orElseThrow(),
                        within(1e-15));
        double[] errors =
                Arrays.stream(rows).mapToDouble(ExactRow::nmse).sorted().toArray();
        assertThat(value(measurement, Metric.P90_ROW_NMSE))
                .isCloseTo(percentile(errors, 90), within(1e-13 * errors[positions - 1]));
        assertThat(value(measurement, Metric.P999_ROW_NMSE))
                .isBetween(value(measurement, Metric.P90_ROW_NMSE), errors[positions - 1] * (1 + 1e-13));
        assertThat(measurement.rows().worst()).hasSize(Math.min(10, positions));
        assertThat(measurement.rows().worst().stream().mapToDouble(RowFigure::klDivergence))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                .allSatisfy(kl ->
                        assertThat(kl).isGreaterThanOrEqualTo(0.999999 * sorted[Math.max(0, positions - 10)]));
        RowFigure worst = measurement.rows().worst().get(0);
        assertDivergence(worst.klDivergence(), rows[(int) worst.position()].klDivergence());
        assertThat(worst.nmse()).isCloseTo(rows[(int) worst.position()].nmse(), within(1e-13));
        long flips = Arrays.stream(rows)
                .filter(row -> row.top1Reference() != row.top1Test())
                .count();
        assertThat(measurement.rows().flips().count()
                        + measurement.rows().nearTies().count())
                .isEqualTo(flips);
    }

    static Stream<Arguments> widths() {
        return Stream.of(
                Arguments.of(3, 5),
                Arguments.of(512, 300),
                Arguments.of(BLOCK - 1, 20),
                Arguments.of(BLOCK, 17),
                Arguments.of(CHUNK + 7, 4),
                Arguments.of(2 * CHUNK, 2));
    }

    @Test
    void aFlipIsJudgedByItsMarginRelativeToTheNoiseOfItsRow() {
        // Errors of 1 everywhere: the root mean square error is 1.
        double[] near = {4, 0, 0, -9};
        double[] far = {4.5, 0, 0, -9};

        ArgmaxFlips nearTies =
                measure(near, new double[] {3, 1, 1, -8}, 4).rows().nearTies();
        assertThat(nearTies.count()).isZero();
        Measurement turned = measure(new double[] {1, 0, 0, -9}, new double[] {0, 1, 1, -8}, 4);
        assertThat(turned.rows().flips().count()).isZero();
        assertThat(turned.rows().nearTies().worst())
                .contains(new ArgmaxFlip(0, new ArgmaxFlip.Token(0, 1, 0), new ArgmaxFlip.Token(1, 0, 1), 1));
        assertThat(measure(far, far, 4).rows().flips()).isEqualTo(ArgmaxFlips.NONE);
    }

    /** The errors are 1/8 and −1/8 in turn; one entry is raised above all others. */
    @ParameterizedTest
    @CsvSource({"64, 0.5, true", "64, 0.515625, false", "10, 0.5, true", "10, 0.515625, false"})
    void theEntriesThatFlipAreNotPartOfTheNoise(int width, double margin, boolean near) {
        double[] reference = new double[width];
        double[] test = new double[width];
        for (int i = 0; i < width; i++) {
            reference[i] = -i;
            test[i] = reference[i] + (i % 2 == 0 ? 0.125 : -0.125);
        }
        // The last entry is also the lowest of the reference: the margin is to the first.
        reference[width - 1] = -margin;
        test[width - 1] = 100;

        RowFigures rows = measure(reference, test, width).rows();

        ArgmaxFlips found = near ? rows.nearTies() : rows.flips();
        assertThat(found.worst())
                .contains(new ArgmaxFlip(
                        0, new ArgmaxFlip.Token(0, 0, 0.125), new ArgmaxFlip.Token(width - 1, -margin, 100), 0.125));
        assertThat(rows.nearTies().count() + rows.flips().count()).isEqualTo(1);
    }

    /** A row of nine entries is too short to measure the noise without the entries that flip. */
    @Test
    void theNoiseOfAShortRowIsMeasuredOnAllEntries() {
        double[] reference = {1, 0, 0, 0, 0, 0, 0, 0, 0};
        double[] test = {1, 3, 0, 0, 0, 0, 0, 0, 0};

        assertThat(measure(reference, test, 9).rows().nearTies().worst())
                .contains(new ArgmaxFlip(0, new ArgmaxFlip.Token(0, 1, 1), new ArgmaxFlip.Token(1, 0, 3), 1));
    }

    @Test
    void aRowWithANonFiniteValueHasNoRowFigures() {
        double[] reference = {1, 2, 3, 4};

        Measurement measurement = measure(reference, new double[] {1, 2, Double.NEGATIVE_INFINITY, 4}, 2);

        assertThat(measurement.metrics().value(Metric.MEAN_KL_DIVERGENCE)).isEmpty();
        assertThat(measurement.metrics().value(Metric.COSINE_SIMILARITY)).isEmpty();
        assertThat(measurement.rows()).isEqualTo(RowFigures.NONE);
    }

    @Test
    void embeddingsHaveNoDistributionsAndTheirWorstRowsAreTheLeastSimilar() {
        double[] reference = {1, 0, 0, 1, 3, 4};
        double[] test = {1, 0, 1, 1, 6, 8};
        RowRun run = new RowRun(6, 2, false);
        run.clear(0);
        run.add(reference, test, 6, new PairKernel(6));

        Measurement measurement = run.measurement();

        assertThat(measurement.metrics().value(Metric.MEAN_KL_DIVERGENCE)).isEmpty();
        assertThat(measurement.metrics().value(Metric.TOP1_AGREEMENT)).isEmpty();
        assertThat(value(measurement, Metric.LOWEST_COSINE_SIMILARITY)).isCloseTo(Math.sqrt(0.5), within(1e-16));
        assertThat(measurement.rows().worst()).extracting(RowFigure::position).containsExactly(1L, 0L, 2L);
        assertThat(measurement.rows().worst()).extracting(RowFigure::tokens).containsOnly(Optional.empty());
        assertThat(measurement.rows().norms())
                .isEqualTo(new RowNormRanges(
                        new RowNormRanges.Range(1, 5), new RowNormRanges.Range(1, 10), new RowNormRanges.Range(1, 2)));
    }

    @Test
    void aRowOfZerosHasNoCosineSimilarity() {
        Measurement measurement = measure(new double[] {0, 0, 1, 2}, new double[] {1, 2, 1, 2}, 2);

        assertThat(measurement.metrics().value(Metric.COSINE_SIMILARITY)).isEmpty();
        assertThat(measurement.metrics().value(Metric.MEAN_KL_DIVERGENCE)).isNotEmpty();
    }

    private static Measurement measure(double[] reference, double[] test, int width) {
        PairKernel kernel = new PairKernel(reference.length);
        RowRun whole = new RowRun(reference.length, width, true);
        whole.clear(0);
        RowRun part = new RowRun(reference.length, width, true);
        for (int chunk = 0; chunk < reference.length; chunk += CHUNK) {
            part.clear(chunk);
            int end = Math.min(reference.length, chunk + CHUNK);
            for (int first = chunk; first < end; first += BLOCK) {
                int last = Math.min(end, first + BLOCK);
                part.add(
                        Arrays.copyOfRange(reference, first, last),
                        Arrays.copyOfRange(test, first, last),
                        last - first,
                        kernel);
            }
            whole.combine(part);
        }
        return whole.measurement();
    }

    private static double value(Measurement measurement, Metric metric) {
        return measurement.metrics().value(metric).orElseThrow();
    }

    private static double mean(ExactRow[] rows, ToDoubleFunction<ExactRow> figure) {
        return Arrays.stream(rows).mapToDouble(figure).sum() / rows.length;
    }

    /** As numpy.percentile does: linear between the sorted values. */
    private static double percentile(double[] sorted, int percent) {
        int hundredths = percent * (sorted.length - 1);
        int below = hundredths / 100;
        double share = hundredths % 100 / 100.0;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }

    private static double[] gaussians(Random random, int n, double scale) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> (float) (random.nextGaussian() * scale));
        return values;
    }

    private static double[] map(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).map(x -> (float) x).toArray();
    }

    private static double[] plus(double[] values, double[] noise, double scale) {
        double[] sum = new double[values.length];
        Arrays.setAll(sum, i -> (float) (values[i] + scale * noise[i]));
        return sum;
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static double[] from(double[] values, int first, DoubleUnaryOperator function) {
        double[] copy = values.clone();
        for (int i = first; i < copy.length; i++) {
            copy[i] = (float) function.applyAsDouble(copy[i]);
        }
        return copy;
    }

    private static double[] steps() {
        double[] values = new double[WIDE];
        Arrays.setAll(values, i -> -40.0 * (i / BLOCK % 2) + i % 5);
        return values;
    }

    private static double[] sentinel(double[] values) {
        double[] copy = values.clone();
        for (int i = 0; i < copy.length; i += 1000) {
            copy[i] = -1e30f;
        }
        return copy;
    }

    /** Returns a row of values near 0 with one far above them, in a later block. */
    private static double[] last(double scale, double largest) {
        double[] values = new double[WIDE];
        Arrays.setAll(values, i -> scale * (i % 7) / 8);
        values[WIDE - 1000] = largest;
        return values;
    }

    private static double[] ties(double[] values) {
        return map(values, x -> Math.rint(x));
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
