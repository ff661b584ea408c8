package io.github.modelconversion.result.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.values.RowRun;
import io.github.modelconversion.measure.values.RowSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data of plots, against counting with edges: {@code from <= value < to}. */
class PlotsTest {

    private static final int CHUNK = 1 << 16;
    private static final int BLOCK = PairKernel.BLOCK;

    private static Plots plots(double[] reference, double[] test, int width) {
        return plots(reference, test, width, CHUNK, BLOCK);
    }

    private static Plots plots(double[] reference, double[] test, int width, int chunk, int block) {
        RowRun whole = new RowRun(reference.length, width, true);
        whole.clear(0);
        RowRun part = new RowRun(reference.length, width, true);
        PairKernel kernel = new PairKernel(reference.length);
        for (int from = 0; from < reference.length; from += chunk) {
            part.clear(from);
            int end = Math.min(reference.length, from + chunk);
            for (int i = from; i < end; i += block) {
                int to = Math.min(end, i + block);
                part.add(Arrays.copyOfRange(reference, i, to), Arrays.copyOfRange(test, i, to), to - i, kernel);
            }
            whole.combine(part);
        }
        return whole.measurement().plots();
    }

    private static double[] gaussians(int count, double size, int seed) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> (float) (size * random.nextGaussian()))
                .limit(count)
                .toArray();
    }

    private static double[] plus(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
    }

    private static long between(DoubleStream values, double from, double to) {
        return values.filter(value -> value >= from && value < to).count();
    }

    private static void assertCounts(Histogram histogram, double[] values) {
        List<Double> edges = histogram.edges();
        assertThat(edges).isSorted().hasSize(histogram.counts().size() + 1);
        for (int i = 0; i < histogram.counts().size(); i++) {
            assertThat(histogram.counts().get(i))
                    .isEqualTo(between(Arrays.stream(values), edges.get(i), edges.get(i + 1)));
        }
        assertThat(histogram.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(values.length);
        assertThat(histogram.counts().get(0)).isPositive();
    }

    private static double[] errors(double[] reference, double[] test) {
        return IntStream.range(0, test.length)
                .mapToDouble(i -> test[i] - reference[i])
                .toArray();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {0, 1e4, -1e30, 1e300, 1e-300})
    void everyPairIsCountedInItsBin(double offset) {
        double scale = Math.max(1e-300, Math.abs(offset) * 1e-3);
        double[] reference = DoubleStream.of(gaussians(3000, 1, 1))
                .map(x -> x * scale + offset)
                .toArray();
        double[] test = plus(
                reference,
                DoubleStream.of(gaussians(3000, 1, 2)).map(x -> x * scale / 8).toArray());

        Plots plots = plots(reference, test, 3000);

        assertThat(plots.ofPairs().pairs()).isEqualTo(3000);
        assertThat(plots.ofPairs().of()).isEqualTo(3000);
        assertCounts(plots.ofPairs().errors().orElseThrow(), errors(reference, test));
        assertThat(plots.ofPairs().errors().orElseThrow().counts()).hasSizeBetween(24, 48);
        Density density = plots.ofPairs().scatter().orElseThrow();
        assertThat(density.counts()).hasSizeBetween(24, 48);
        assertThat(density.edges()).hasSize(density.counts().size() + 1).isSorted();
        assertThat(density.counts().stream()
                        .flatMap(List::stream)
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(3000);
        for (int line = 0; line < density.counts().size(); line++) {
            for (int column = 0; column < density.counts().size(); column++) {
                double left = density.edges().get(column);
                double right = density.edges().get(column + 1);
                double low = density.edges().get(line);
                double high = density.edges().get(line + 1);
                long inside = IntStream.range(0, test.length)
                        .filter(i -> reference[i] >= left && reference[i] < right && test[i] >= low && test[i] < high)
                        .count();
                assertThat(density.counts().get(line).get(column)).isEqualTo(inside);
            }
        }
    }

    @Test
    void errorsAreGatheredByTheMagnitudeOfTheReference() {
        double[] reference = {0, -0.5, 0.75, 1, -3, 2, 1e-9, 4096};
        double[] test = {1, -0.25, 0.75, 1.5, -3.5, 2, 0, 4095};

        assertThat(plots(reference, test, 8).ofPairs().errorByMagnitude())
                .containsExactly(
                        // 4096 and the eleven octaves below it have bins of their own: the lowest begins at 2.
                        new MagnitudeBin(0, 4, 7, (1 + 0.25 + 0 + 0.5 + 0.5 + 0 + 1e-9) / 7, 1),
                        new MagnitudeBin(4096, 8192, 1, 1, 1));
        assertThat(plots(Arrays.copyOf(reference, 6), Arrays.copyOf(test, 6), 6)
                        .ofPairs()
                        .errorByMagnitude())
                .containsExactly(
                        new MagnitudeBin(0, 0x1p-9, 1, 1, 1),
                        new MagnitudeBin(0.5, 1, 2, 0.125, 0.25),
                        new MagnitudeBin(1, 2, 1, 0.5, 0.5),
                        new MagnitudeBin(2, 4, 2, 0.25, 0.5));
    }

    @Test
    void equalSidesHaveNoErrorPlot() {
        double[] reference = gaussians(100, 1, 3);

        Plots plots = plots(reference, reference.clone(), 50);

        assertThat(plots.ofPairs().errors()).isEmpty();
        assertThat(plots.ofRows().klDivergences()).isEmpty();
        assertThat(plots.ofPairs().scatter()).isPresent();
        assertThat(plots(new double[] {2, 2}, new double[] {2, 2}, 2).ofPairs().scatter())
                .isEmpty();
    }

    @Test
    void nonFiniteValuesAreLeftOut() {
        double[] reference = {1, 2, Double.NaN, 4, Double.NEGATIVE_INFINITY, -Double.MAX_VALUE};
        double[] test = {1.5, Double.POSITIVE_INFINITY, 3, 4.5, Double.NEGATIVE_INFINITY, Double.MAX_VALUE};

        Plots plots = plots(reference, test, 6);

        assertThat(plots.ofPairs().pairs()).isEqualTo(2);
        assertThat(plots.ofPairs().of()).isEqualTo(6);
        assertThat(plots.ofRows().top()).isEmpty();
        double[] large = {Double.MAX_VALUE, -Double.MAX_VALUE, 1e299};
        assertThat(plots(large, large.clone(), 3).ofPairs().pairs()).isEqualTo(1);
        assertThat(RowSeries.divergences(new double[] {Double.MAX_VALUE, 1, 2})
                        .orElseThrow()
                        .edges())
                .containsExactly(1.0, 2.0, 4.0);
        assertThat(plots(new double[] {Double.NaN}, new double[] {1}, 1))
                .isEqualTo(
                        new Plots(new PairPlots(0, 1, Optional.empty(), Optional.empty(), List.of()), RowPlots.NONE));
    }

    @Test
    void blockAndChunkBordersDoNotMatter() {
        double[] reference = gaussians(300_000, 5, 4);
        double[] test = plus(reference, gaussians(300_000, 0.1, 5));

        Plots plots = plots(reference, test, 30_000);

        for (Plots other :
                List.of(plots(reference, test, 30_000, CHUNK, 1000), plots(reference, test, 30_000, 10_007, 77))) {
            assertThat(other.ofPairs().pairs()).isEqualTo(plots.ofPairs().pairs());
            assertThat(other.ofPairs().errors()).isEqualTo(plots.ofPairs().errors());
            assertThat(other.ofPairs().scatter()).isEqualTo(plots.ofPairs().scatter());
            assertThat(other.ofPairs().errorByMagnitude())
                    .isEqualTo(plots.ofPairs().errorByMagnitude());
            assertThat(other.ofRows().top()).isEqualTo(plots.ofRows().top());
        }
        assertThat(plots.ofRows().byPosition()).hasSize(10);
    }

    @Test
    void aLargeInputIsSampledEvenlyWithoutPreferringAColumn() {
        int width = 4096;
        int total = 256 * width;
        // The error is the column number, so the histogram of errors shows which columns were counted.
        double[] reference = new double[total];
        double[] test = IntStream.range(0, total).mapToDouble(i -> i % width).toArray();

        Plots plots = plots(reference, test, width);

        // 2^20 pairs, 2^14 wanted: every 64th would always hit the same columns, every 65th does not.
        assertThat(plots.ofPairs().pairs()).isEqualTo(total / 65 + 1);
        assertThat(plots.ofPairs().of()).isEqualTo(total);
        List<Long> counts = plots.ofPairs().errors().orElseThrow().counts();
        double expected = plots.ofPairs().pairs() * 128.0 / width;
        assertThat(counts.subList(1, counts.size() - 1))
                .allSatisfy(count -> assertThat((double) count).isCloseTo(expected, within(2.0)));
    }

    @Test
    void theLargestEntriesOfTheWorstRowAreRankedOnBothSides() {
        double[] reference = new double[36];
        double[] test = new double[36];
        for (int i = 0; i < 12; i++) {
            reference[12 + i] = 12 - i;
            test[12 + i] = 12 - i;
        }
        test[12 + 11] = 20;

        RankedRow top = plots(reference, test, 12).ofRows().top().orElseThrow();

        assertThat(top.position()).isEqualTo(1);
        assertThat(top.entries()).hasSize(11);
        assertThat(top.entries().get(0)).isEqualTo(new RankedEntry(0, 12, 12, OptionalInt.of(1), OptionalInt.of(2)));
        assertThat(top.entries().get(9)).isEqualTo(new RankedEntry(9, 3, 3, OptionalInt.of(10), OptionalInt.empty()));
        assertThat(top.entries().get(10)).isEqualTo(new RankedEntry(11, 1, 20, OptionalInt.empty(), OptionalInt.of(1)));
    }

    @Test
    void manyRowsAreGroupedIntoRuns() {
        double[] divergences = IntStream.range(0, 600).mapToDouble(i -> i).toArray();
        double[] errors = new double[600];
        Arrays.fill(errors, Double.NaN);
        errors[4] = 8;

        List<PositionRun> runs = RowSeries.runs(divergences, errors, Optional.of(new double[] {2, 3, 5, 599}));

        assertThat(runs).hasSize(200);
        assertThat(runs.get(0).flips()).hasValue(1);
        assertThat(runs.get(1).flips()).hasValue(2);
        assertThat(runs.get(2).flips()).hasValue(0);
        assertThat(runs.get(199).flips()).hasValue(1);
        assertThat(runs.get(1).from()).isEqualTo(3);
        assertThat(runs.get(1).to()).isEqualTo(6);
        assertThat(runs.get(1).meanKlDivergence()).hasValue(4);
        assertThat(runs.get(1).maxKlDivergence()).hasValue(5);
        assertThat(runs.get(1).meanNmse()).hasValue(8);
        assertThat(runs.get(2).meanNmse()).isEmpty();
        assertThat(runs.get(199).to()).isEqualTo(600);
        assertThat(RowSeries.runs(new double[] {1}, new double[] {1}, Optional.empty()))
                .isEmpty();
        assertThat(RowSeries.runs(new double[] {Double.POSITIVE_INFINITY, 1}, new double[0], Optional.empty())
                        .get(0)
                        .maxKlDivergence())
                .isEmpty();
    }

    /** The middle bin, 0.0625 wide, is centered on 0. */
    @Test
    void changesOfAProbabilityAreCountedAroundZero() {
        Histogram histogram =
                RowSeries.changes(new double[] {-0.5, 0, 0.01, -0.01, 0.75, 1}).orElseThrow();

        assertThat(histogram.edges()).contains(-0.03125, 0.03125);
        assertThat(histogram.counts().get(histogram.edges().indexOf(-0.03125))).isEqualTo(3);
        assertThat(histogram.counts()).containsOnly(0L, 1L, 3L);
        assertThat(RowSeries.changes(new double[] {0, 0})).isEmpty();
        assertThat(RowSeries.changes(new double[] {0.5})).isEmpty();
    }

    @Test
    void divergencesAreCountedBetweenPowersOfTwo() {
        Histogram histogram =
                RowSeries.divergences(new double[] {0.5, 0.75, 1, 3, 0.3}).orElseThrow();

        assertThat(histogram.edges()).containsExactly(0.25, 0.5, 1.0, 2.0, 4.0);
        assertThat(histogram.counts()).containsExactly(1L, 2L, 1L, 1L);
    }

    @Test
    void tinyAndNegativeDivergencesAreInTheFirstBin() {
        Histogram histogram = RowSeries.divergences(new double[] {1, -1e-6, 1e-30, 0, 0x1p-39, Double.NaN})
                .orElseThrow();

        assertThat(histogram.edges()).hasSize(42).startsWith(-1e-6, 0x1p-39).endsWith(1.0, 2.0);
        assertThat(histogram.counts()).startsWith(3L, 1L).endsWith(0L, 1L);
        assertThat(RowSeries.divergences(new double[] {0, 0})).isEmpty();
        assertThat(RowSeries.divergences(new double[] {1})).isEmpty();
    }

    @Test
    void textsOfTokensLeaveThePlotsOfARunAsTheyAre() {
        double[] changes = {-0.25, 0.5};
        RowPlots ofRun = new RowPlots(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                RowSeries.changes(changes),
                OptionalLong.of(7),
                List.of());

        RowPlots named = new Plots(PairPlots.NONE, ofRun).named(Map.of(0L, "a")).ofRows();

        assertThat(named.deltaPs()).isPresent().isEqualTo(ofRun.deltaPs());
        assertThat(named.chunkRows()).hasValue(7);
    }
}
