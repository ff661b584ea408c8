package io.github.modelconversion.measure.values;

import static io.github.modelconversion.measure.values.Mergeable.adding;
import static io.github.modelconversion.measure.values.Mergeable.changing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.measure.runs.KldRow;
import io.github.modelconversion.measure.runs.MeanEstimator;
import io.github.modelconversion.measure.sum.DoubleDoubleSum;
import io.github.modelconversion.measure.sum.ExactSum;
import io.github.modelconversion.measure.sum.FiniteBlock;
import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.sum.PairMoments;
import io.github.modelconversion.measure.sum.SoftmaxKernel;
import io.github.modelconversion.measure.sum.SoftmaxSums;
import io.github.modelconversion.measure.sum.TopEntries;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.NonFinite;
import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.row.ArgmaxFlip;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowFigure;
import io.github.modelconversion.result.row.RowNormRanges;
import io.github.modelconversion.result.row.RowValues;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every mergeable class guarantees: however the items are cut and the parts grouped, and with empty parts anywhere,
 * the result equals that of the whole to the bit; and a part shares no state with what it was added to.
 *
 * <p>The items are small multiples of 1/16, so that sums in double-double have no rounding error, and many of them are
 * equal. Only a softmax is rounded: depending on where it is split, the last digits may differ.
 */
@ParameterizedClass
@MethodSource("classes")
class CombineContractTest {

    private static final int COUNT = 120;
    private static final int WIDTH = 5;
    private static final double MASKED = Double.NEGATIVE_INFINITY;
    private static final double[] REFERENCE = values(1);
    private static final double[] TEST = values(2);

    @Parameter
    private Mergeable<?> gathered = exactSum();

    private static double[] values(int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, COUNT)
                .mapToDouble(i -> (random.nextInt(97) - 48) / 16.0)
                .toArray();
    }

    static Stream<Mergeable<?>> classes() {
        return Stream.of(
                exactSum(),
                new Mergeable<>(
                        "DoubleDoubleSum",
                        first -> new DoubleDoubleSum(),
                        adding(DoubleDoubleSum::add, i -> REFERENCE[i]),
                        changing(DoubleDoubleSum::combine),
                        DoubleDoubleSum::value,
                        DoubleDoubleSum::value,
                        COUNT),
                new Mergeable<>(
                        "Sample",
                        first -> new MeanEstimator(),
                        adding(MeanEstimator::add, CombineContractTest::rounded),
                        changing(MeanEstimator::combine),
                        sample -> List.of(sample.sums(), sample.mean(), sample.uncertainty()),
                        sample -> List.of(sample.sums(), sample.mean(), sample.uncertainty()),
                        COUNT),
                new Mergeable<>(
                        "RowValues",
                        first -> new RowValues(),
                        adding(RowValues::add, CombineContractTest::rounded),
                        changing(RowValues::addAll),
                        RowValues::copy,
                        values -> values.count(),
                        COUNT),
                new Mergeable<>(
                        "KldAccumulator",
                        first -> new KldAccumulator(0),
                        adding(KldAccumulator::add, CombineContractTest::kldRow),
                        changing(KldAccumulator::combine),
                        CombineContractTest::everything,
                        CombineContractTest::everythingButPlaces,
                        COUNT),
                immutable(
                        "ArgmaxFlips",
                        ArgmaxFlips.NONE,
                        ArgmaxFlips::combine,
                        i -> new ArgmaxFlips(1, Optional.of(flip(i)), Math.abs(TEST[i])),
                        flips -> List.of(flips.count(), flips.largestNmse())),
                immutable(
                        "NonFinite",
                        NonFinite.NONE,
                        NonFinite::combine,
                        i -> new NonFinite(1, i % 3 == 0 ? 1 : 0, i, MASKED, TEST[i]),
                        values -> List.of(values.count(), values.negativeInfinities())),
                immutable(
                        "Norms",
                        RowNormRanges.NONE,
                        RowNormRanges::combine,
                        i -> RowNormRanges.of(5 + REFERENCE[i], 5 + TEST[i]),
                        norms -> norms),
                new Mergeable<>(
                        "WorstRows by divergence",
                        first -> new WorstRows(true),
                        adding(CombineContractTest::addRow, i -> i),
                        changing(WorstRows::combine),
                        rows -> List.of(List.copyOf(rows.list()), rows.top()),
                        rows -> rows.list().stream()
                                .map(RowFigure::klDivergence)
                                .toList(),
                        COUNT),
                new Mergeable<>(
                        "WorstRows by similarity",
                        first -> new WorstRows(false),
                        adding(CombineContractTest::addRow, i -> i),
                        changing(WorstRows::combine),
                        rows -> List.of(List.copyOf(rows.list()), rows.top()),
                        rows -> rows.list().stream()
                                .map(RowFigure::cosineSimilarity)
                                .toList(),
                        COUNT),
                new Mergeable<>(
                        "TopEntries",
                        first -> new TopEntries(),
                        adding(CombineContractTest::offer, i -> i),
                        changing(TopEntries::combine),
                        top -> top.join(new TopEntries(), COUNT),
                        CombineContractTest::nothing,
                        COUNT),
                new Mergeable<>(
                        "SoftmaxSums",
                        first -> emptySoftmax(),
                        adding(CombineContractTest::addSoftmax, i -> i),
                        changing(SoftmaxSums::combine),
                        sums -> List.of(sums.klDivergence(), sums.top1DeltaP(), sums.reference.firstIndex()),
                        CombineContractTest::nothing,
                        COUNT),
                moments("PairMoments", REFERENCE, TEST),
                moments("PairMoments with masked values", masked(REFERENCE, 7), masked(TEST, 7)),
                moments("PairMoments with values that are not finite", masked(REFERENCE, 11), masked(TEST, 13)),
                new Mergeable<>(
                        "PairSample",
                        first -> new PairSample(2L * PairSample.MOST, WIDTH),
                        adding(
                                (PairSample sample, Integer i) ->
                                        sample.add(new double[] {REFERENCE[i]}, new double[] {TEST[i]}, 1, i),
                                i -> i),
                        changing(PairSample::combine),
                        sample -> sample.plots(Double.POSITIVE_INFINITY),
                        CombineContractTest::nothing,
                        COUNT),
                rows("RowRun of embeddings", false, REFERENCE, TEST),
                rows("RowRun of logits", true, REFERENCE, TEST),
                rows("RowRun with masked values", false, masked(REFERENCE, 7), masked(TEST, 7)),
                rows("RowRun with rows that are left out", true, without(REFERENCE), without(TEST)));
    }

    private static Mergeable<ExactSum> exactSum() {
        return new Mergeable<>(
                "ExactSum",
                first -> new ExactSum(),
                adding(ExactSum::add, CombineContractTest::rounded),
                changing(ExactSum::combine),
                ExactSum::digits,
                ExactSum::digits,
                COUNT);
    }

    /** Returns the same for any part, for a class whose result depends on the order. */
    private static Object nothing(@SuppressWarnings("unused") Object part) {
        return "depends on the order";
    }

    private static <A> Mergeable<A> immutable(
            String name, A none, BinaryOperator<A> and, IntFunction<A> items, Function<A, Object> unordered) {
        return new Mergeable<>(
                name, first -> none, (into, i) -> and.apply(into, items.apply(i)), and, part -> part, unordered, COUNT);
    }

    private static Mergeable<PairMoments> moments(String name, double[] reference, double[] test) {
        PairKernel kernel = new PairKernel(COUNT);
        return new Mergeable<>(
                name,
                first -> new PairMoments(),
                adding(
                        (PairMoments moments, Integer i) ->
                                kernel.add(moments, new double[] {reference[i]}, new double[] {test[i]}, 1, i),
                        i -> i),
                changing(PairMoments::combine),
                moments -> List.of(moments.measurement(), moments.referenceMean()),
                CombineContractTest::nothing,
                COUNT);
    }

    private static Mergeable<RowRun> rows(String name, boolean distributions, double[] reference, double[] test) {
        PairKernel kernel = new PairKernel(COUNT);
        return new Mergeable<>(
                name,
                first -> {
                    RowRun run = new RowRun(COUNT, WIDTH, distributions);
                    run.clear(first);
                    return run;
                },
                adding(
                        (RowRun run, Integer i) ->
                                run.add(new double[] {reference[i]}, new double[] {test[i]}, 1, kernel),
                        i -> i),
                changing(RowRun::combine),
                RowRun::measurement,
                CombineContractTest::nothing,
                COUNT);
    }

    /** Returns a number of any size, so that sums are rounded. */
    private static double rounded(int item) {
        return Math.scalb(REFERENCE[item] / 3, item % 60 - 30);
    }

    private static double[] masked(double[] values, int step) {
        double[] masked = values.clone();
        for (int i = 3; i < masked.length; i += step) {
            masked[i] = MASKED;
        }
        return masked;
    }

    /** Masks one row, makes one NaN and one constant. */
    private static double[] without(double[] values) {
        double[] without = values.clone();
        Arrays.fill(without, 0, WIDTH, MASKED);
        Arrays.fill(without, 4 * WIDTH, 5 * WIDTH, Double.NaN);
        Arrays.fill(without, 6 * WIDTH, 7 * WIDTH, 0.5);
        return without;
    }

    private static KldRow kldRow(int i) {
        return new KldRow(
                100,
                Math.abs(REFERENCE[i]),
                i % 3 == 0,
                new KldRow.NextToken(1 + Math.abs(rounded(i)) / 1e9, i % 7 == 0),
                new KldRow.NextToken(1 + Math.abs(TEST[i]), i % 11 == 0),
                new KldRow.Sums(rounded(i) * rounded(i), rounded(i), Math.abs(TEST[i])));
    }

    private static Object everything(KldAccumulator rows) {
        return rows.rows() == 0
                ? rows.totals()
                : List.of(
                        rows.totals(),
                        rows.statistics(),
                        rows.logProbabilityNmse(),
                        rows.divergences(),
                        rows.deltaPs());
    }

    private static Object everythingButPlaces(KldAccumulator rows) {
        KldStatistics statistics = rows.statistics();
        return List.of(
                rows.totals(),
                statistics.divergences().klDivergence(),
                statistics.divergences().klDivergences(),
                statistics.nextToken().deltaP(),
                statistics.nextToken().rmsDeltaP(),
                statistics.nextToken().deltaPs(),
                statistics.perplexities().perplexityDifference(),
                statistics.perplexities().lossCorrelation(),
                rows.logProbabilityNmse());
    }

    private static ArgmaxFlip flip(int i) {
        return new ArgmaxFlip(i, new ArgmaxFlip.Token(0, Math.abs(REFERENCE[i]), 0), new ArgmaxFlip.Token(1, 0, 1), 1);
    }

    private static void addRow(WorstRows rows, int i) {
        rows.add(
                new RowFigure(i, Optional.of(new RowFigure.TopTokens(Math.abs(REFERENCE[i]), 0, 0)), TEST[i] / 4, 0.5),
                List.of(new RankedEntry(i, 1, 1, OptionalInt.of(1), OptionalInt.of(1))));
    }

    private static void offer(TopEntries top, int i) {
        if (REFERENCE[i] > top.threshold()) {
            top.offer(REFERENCE[i], TEST[i], i);
        }
    }

    private static SoftmaxSums emptySoftmax() {
        SoftmaxSums sums = new SoftmaxSums();
        sums.clear();
        return sums;
    }

    private static void addSoftmax(SoftmaxSums sums, int i) {
        FiniteBlock block = new FiniteBlock();
        block.set(new double[] {REFERENCE[i]}, new double[] {TEST[i]}, 1, i);
        new SoftmaxKernel().add(sums, block, Math.abs(TEST[i] - REFERENCE[i]));
    }

    /** Asserts equal bits; only softmax sums may differ by rounding. */
    private void assertSame(Object actual, Object expected) {
        double tolerance = gathered.name().matches("SoftmaxSums|RowRun of logits|RowRun with rows.*") ? 1e-12 : 0;
        Comparator<Double> doubles = (a, b) -> Math.abs(a - b) <= tolerance * Math.abs(b) ? 0 : Double.compare(a, b);
        assertThat(actual)
                .usingRecursiveComparison()
                .withComparatorForType(doubles, Double.class)
                .withComparatorForType(
                        Comparator.comparing(optional -> optional.orElse(Double.NaN), doubles), OptionalDouble.class)
                .isEqualTo(expected);
    }

    private static List<Integer> evenly(int parts) {
        return IntStream.range(1, parts).mapToObj(i -> COUNT * i / parts).toList();
    }

    /** Returns cuts at any distance; equal ones leave an empty part between them. */
    private static List<Integer> anywhere(Random random) {
        return random.ints(random.nextInt(9), 0, COUNT + 1).sorted().boxed().toList();
    }

    @Test
    void partsOfAnySizeGiveTheWhole() {
        for (int parts : new int[] {1, 2, 3, 7, COUNT / WIDTH, COUNT}) {
            assertSame(gathered.fromTheLeft(evenly(parts)), gathered.whole());
        }
    }

    @Test
    void partsCutAnywhereGiveTheWholeHoweverTheyAreGrouped() {
        Random random = new Random(5);
        for (int draw = 0; draw < 20; draw++) {
            List<Integer> cuts = anywhere(random);
            assertSame(gathered.fromTheLeft(cuts), gathered.whole());
            assertSame(gathered.fromTheRight(cuts), gathered.whole());
        }
    }

    @Test
    void emptyPartsChangeNothing() {
        assertSame(gathered.fromTheLeft(Collections.nCopies(3, 0)), gathered.whole());
        assertSame(gathered.fromTheRight(Collections.nCopies(3, 0)), gathered.whole());
        assertSame(gathered.fromTheLeft(List.of(50, 50, 50)), gathered.fromTheLeft(List.of(50)));
        assertSame(gathered.fromTheRight(Collections.nCopies(3, COUNT)), gathered.whole());
    }

    @Test
    void theOrderMattersOnlyIfDeclared() {
        Random random = new Random(6);
        for (int draw = 0; draw < 20; draw++) {
            assertSame(gathered.shuffled(anywhere(random), random), gathered.unorderedWhole());
        }
    }

    @Test
    void aPartAndTheWholeShareNoState() {
        assertSame(gathered.addedPart(33), gathered.between(33, COUNT - 1));
        assertSame(gathered.wholeBesideItsPart(33), gathered.fromTheLeft(List.of(33), COUNT - 1));
    }
}
