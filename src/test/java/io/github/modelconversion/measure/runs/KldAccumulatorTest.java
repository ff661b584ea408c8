package io.github.modelconversion.measure.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.measurement.Percentile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KldAccumulatorTest {

    private static final double HALF = Math.log(0.5);
    private static final double QUARTER = Math.log(0.25);
    private static final double NONE = Double.NEGATIVE_INFINITY;

    private final KldKernel kernel = new KldKernel();

    /** KL((½, ¼, ¼) ‖ (¼, ½, ¼)) = ½·log 2 − ¼·log 2. */
    @Test
    void aRowIsMeasuredByTheDefinitions() {
        double[] reference = {HALF, QUARTER, QUARTER};
        double[] test = {QUARTER, HALF, QUARTER};

        KldRow row = kernel.measure(reference, test, 3, 1, NONE, NONE);

        assertThat(row.values()).isEqualTo(3);
        assertThat(row.divergence()).isCloseTo(Math.log(2) / 4, within(1e-12));
        assertThat(row.ofReference().loss()).isEqualTo(-QUARTER);
        assertThat(row.ofTest().loss()).isEqualTo(-HALF);
        assertThat(row.deltaP()).isCloseTo(0.25, within(1e-15));
        assertThat(row.sameTop()).isFalse();
        assertThat(row.sums().squaredErrors()).isCloseTo(2 * Math.pow(Math.log(2), 2), within(1e-15));
        assertThat(row.sums().sum()).isCloseTo(-5 * Math.log(2), within(1e-14));
        assertThat(row.sums().squares()).isCloseTo(9 * Math.pow(Math.log(2), 2), within(1e-14));
    }

    /** The tool leaves out reference values that are not above −16. */
    @ParameterizedTest
    @CsvSource({"-16, 0", "-16.000000000000004, 0", "-17, 0", "-15.999999999999998, 1.125e-7", "-15, 3.059e-7"})
    void aReferenceNotAboveMinus16AddsNothing(double logProbability, double expected) {
        double[] row = {0, logProbability};

        double divergence = kernel.measure(row, new double[] {0, logProbability - 1}, 2, 0, NONE, NONE)
                .divergence();

        assertThat(divergence).isCloseTo(expected, within(1e-10));
        assertThat(divergence > 0).isEqualTo(expected > 0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true", "0, 1, false", "511, 511, true", "512, 512, true", "511, 512, false", "1499, 0, false"})
    void theFirstOfEqualLargestValuesIsTheTop1Token(int referenceTop, int testTop, boolean same) {
        assertThat(kernel.measure(peak(1500, referenceTop), peak(1500, testTop), 1500, 0, NONE, NONE)
                        .sameTop())
                .isEqualTo(same);
    }

    private static double[] peak(int length, int from) {
        return IntStream.range(0, length).mapToDouble(i -> i < from ? -9 : -7).toArray();
    }

    @ParameterizedTest
    @CsvSource({"-17, true", "-16.9, false"})
    void aTargetAtTheFloorIsClipped(double logProbability, boolean clipped) {
        double[] row = {-1, logProbability};

        KldRow measured = kernel.measure(row, new double[] {-1, -1}, 2, 1, -17, -17);

        assertThat(measured.ofReference().clipped()).isEqualTo(clipped);
        assertThat(measured.ofTest().clipped()).isFalse();
        assertThat(kernel.measure(new double[] {-1, -1}, row, 2, 1, -17, -17)
                        .ofTest()
                        .clipped())
                .isEqualTo(clipped);
    }

    @Test
    void uncertaintiesNeedMoreThanTenRows() {
        KldStatistics ten = gather(rows(10)).statistics();
        KldStatistics eleven = gather(rows(11)).statistics();

        assertThat(ten.divergences().klDivergence().uncertainty()).isEmpty();
        assertThat(ten.perplexities().testPerplexity().uncertainty()).isEmpty();
        assertThat(ten.perplexities().perplexityDifference().uncertainty()).isEmpty();
        assertThat(ten.nextToken().rmsDeltaP().uncertainty()).isEmpty();
        assertThat(ten.perplexities().lossCorrelation()).isEmpty();
        assertThat(eleven.divergences().klDivergence().uncertainty()).isPresent();
        assertThat(eleven.perplexities().testPerplexity().uncertainty()).isPresent();
        assertThat(eleven.perplexities().perplexityDifference().uncertainty()).isPresent();
        assertThat(eleven.nextToken().rmsDeltaP().uncertainty()).isPresent();
        assertThat(eleven.perplexities().lossCorrelation()).isPresent();
    }

    @Test
    void oneRowHasAnAgreementWithoutUncertainty() {
        KldStatistics one = gather(rows(1)).statistics();

        assertThat(one.rows()).isEqualTo(1);
        assertThat(one.sameTop().uncertainty()).isEmpty();
        assertThat(one.divergences().klDivergences().at(Percentile.P999))
                .isEqualTo(one.divergences().klDivergences().at(Percentile.MINIMUM));
    }

    @Test
    void equalLossesHaveNoCorrelation() {
        List<KldRow> equal = IntStream.range(0, 20)
                .mapToObj(i -> new KldRow(
                        2,
                        0.1,
                        true,
                        new KldRow.NextToken(1, false),
                        new KldRow.NextToken(i, false),
                        new KldRow.Sums(1, -2, 2)))
                .toList();

        assertThat(gather(equal).statistics().perplexities().lossCorrelation()).isEmpty();
        assertThat(gather(equal).logProbabilityNmse()).isEmpty();
    }

    @Test
    void theOrderOfTheRowsChangesOnlyTheNumberOfTheWorst() {
        List<KldRow> rows = rows(500);
        List<KldRow> others = new ArrayList<>(rows);
        Collections.reverse(others);
        KldStatistics statistics = gather(rows).statistics();

        KldStatistics reversed = gather(others).statistics();

        assertThat(reversed.divergences().worstRow())
                .isEqualTo(499 - statistics.divergences().worstRow());
        assertThat(reversed)
                .usingRecursiveComparison()
                .ignoringFields("divergences.worstRow")
                .isEqualTo(statistics);
    }

    @Test
    void aStoredAccumulatorIsRestored() {
        KldAccumulator known = gather(rows(500));

        KldAccumulator again = KldAccumulator.of(known.divergences(), known.deltaPs(), known.totals());

        assertThat(again.statistics()).isEqualTo(known.statistics());
    }

    private static final KldTotals.Sums ONE = new KldTotals.Sums(List.of(1.0), List.of(1.0));

    @ParameterizedTest
    @CsvSource({
        "NaN, 0, 2, 200, 'finite figures of row 0, found NaN and 0.5'",
        "0.1, 3, 2, 200, '0 to 2 rows with the same top, found 3'",
        "0.1, 0, -1, 200, '0 to 2 rows with a clipped reference, found -1'",
        "0.1, 0, 2, 1, '2 to 4294967294 values, found 1'"
    })
    void invalidStoredContentsAreRefused(double divergence, long sameTop, long clipped, long values, String expected) {
        KldTotals totals = new KldTotals(
                new KldTotals.Counts(sameTop, clipped, 0, values),
                ONE,
                ONE,
                ONE,
                new KldTotals.LogProbabilities(List.of(1.0), List.of(1.0), List.of(1.0)));

        assertThatThrownBy(() -> KldAccumulator.of(new double[] {divergence, 0.1}, new double[] {0.5, 0.5}, totals))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(expected);
    }

    @Test
    void sumsThatAreNotFiniteAreRefused() {
        KldTotals totals = new KldTotals(
                new KldTotals.Counts(0, 0, 0, 1),
                ONE,
                ONE,
                ONE,
                new KldTotals.LogProbabilities(List.of(1.0), List.of(Double.POSITIVE_INFINITY), List.of(1.0)));

        assertThatThrownBy(() -> KldAccumulator.of(new double[] {1}, new double[] {1}, totals))
                .hasMessageStartingWith("finite sums, found ")
                .hasMessageContaining("reference=[Infinity]");
    }

    @Test
    void noRowsHaveNoStatistics() {
        assertThatThrownBy(() -> new KldAccumulator(3).statistics()).isInstanceOf(IllegalStateException.class);
    }

    /** In double, sums of squares would cancel here: the losses differ in the ninth digit. */
    @Test
    void nearlyEqualLossesKeepTheirUncertainty() {
        List<KldRow> rows = IntStream.range(0, 101)
                .mapToObj(i -> new KldRow(
                        2,
                        0.1,
                        true,
                        new KldRow.NextToken(1e6, false),
                        new KldRow.NextToken(1e6 + (i % 2) * 0x1p-10, false),
                        new KldRow.Sums(1, -3, 5)))
                .toList();

        KldStatistics statistics = gather(rows).statistics();

        // 50 of 101 losses are 2⁻¹⁰ larger.
        double deviation = Math.sqrt(50.0 / 101 * (51.0 / 101)) * 0x1p-10;
        assertThat(statistics.perplexities().lnPerplexityRatio().uncertainty().orElseThrow())
                .isCloseTo(deviation / 10, within(1e-15));
    }

    /** The definitions in plain doubles; a standard error is √((Σx² ÷ n − mean²) ÷ (n − 1)). */
    @Test
    void statisticsFollowTheirDefinitions() {
        List<KldRow> rows = rows(200);
        KldStatistics statistics = gather(rows).statistics();
        double meanP = mean(rows, row -> row.ofReference().loss());
        double meanQ = mean(rows, row -> row.ofTest().loss());
        double errorP = error(rows, row -> row.ofReference().loss());
        double errorQ = error(rows, row -> row.ofTest().loss());
        double covariance =
                (mean(rows, row -> row.ofReference().loss() * row.ofTest().loss()) - meanP * meanQ) / 199;

        assertEstimate(
                statistics.divergences().klDivergence(),
                mean(rows, KldRow::divergence),
                error(rows, KldRow::divergence));
        assertEstimate(statistics.nextToken().deltaP(), mean(rows, KldRow::deltaP), error(rows, KldRow::deltaP));
        double rms = Math.sqrt(mean(rows, row -> row.deltaP() * row.deltaP()));
        assertEstimate(
                statistics.nextToken().rmsDeltaP(), rms, error(rows, row -> row.deltaP() * row.deltaP()) / (2 * rms));
        double same = mean(rows, row -> row.sameTop() ? 1 : 0);
        assertEstimate(statistics.sameTop(), same, Math.sqrt(same * (1 - same) / 199));
        assertEstimate(statistics.perplexities().referencePerplexity(), Math.exp(meanP), Math.exp(meanP) * errorP);
        assertEstimate(statistics.perplexities().testPerplexity(), Math.exp(meanQ), Math.exp(meanQ) * errorQ);
        double change =
                error(rows, row -> row.ofTest().loss() - row.ofReference().loss());
        assertEstimate(statistics.perplexities().lnPerplexityRatio(), meanQ - meanP, change);
        assertEstimate(
                statistics.perplexities().perplexityRatio(), Math.exp(meanQ - meanP), Math.exp(meanQ - meanP) * change);
        double p = Math.exp(meanP);
        double q = Math.exp(meanQ);
        assertEstimate(
                statistics.perplexities().perplexityDifference(),
                q - p,
                Math.sqrt(p * p * errorP * errorP + q * q * errorQ * errorQ - 2 * p * q * covariance));
        assertThat(statistics.perplexities().lossCorrelation().orElseThrow())
                .isCloseTo(covariance / (errorP * errorQ), within(1e-9));
        // Each row is a sum of 100 values.
        double sum = mean(rows, row -> row.sums().sum()) / 100;
        double variance = mean(rows, row -> row.sums().squares()) / 100 - sum * sum;
        assertThat(gather(rows).logProbabilityNmse().orElseThrow())
                .isCloseTo(mean(rows, row -> row.sums().squaredErrors()) / 100 / variance, within(1e-12));
        assertThat(statistics.clipped().clippedReferenceTargets())
                .isEqualTo(
                        rows.stream().filter(row -> row.ofReference().clipped()).count());
        assertThat(statistics.clipped().clippedTestTargets())
                .isEqualTo(rows.stream().filter(row -> row.ofTest().clipped()).count());
    }

    @Test
    void theFirstOfEqualDivergencesIsTheWorst() {
        KldRow row = new KldRow(
                2,
                0.1,
                true,
                new KldRow.NextToken(1, false),
                new KldRow.NextToken(1, false),
                new KldRow.Sums(1, -2, 2));

        assertThat(gather(List.of(row, row, row)).statistics().divergences().worstRow())
                .isZero();
    }

    private static void assertEstimate(Estimate estimate, double value, double error) {
        assertThat(estimate.value()).isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
        assertThat(estimate.uncertainty().orElseThrow()).isCloseTo(error, within(1e-9 * error));
    }

    private static double mean(List<KldRow> rows, ToDoubleFunction<KldRow> figure) {
        return rows.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static double error(List<KldRow> rows, ToDoubleFunction<KldRow> figure) {
        double mean = mean(rows, figure);
        double variance = mean(rows, row -> Math.pow(figure.applyAsDouble(row) - mean, 2));
        return Math.sqrt(variance / (rows.size() - 1));
    }

    private static KldAccumulator gather(List<KldRow> rows) {
        KldAccumulator accumulator = new KldAccumulator(1);
        rows.forEach(accumulator::add);
        return accumulator;
    }

    private static List<KldRow> rows(int count) {
        Random random = new Random(53);
        return IntStream.range(0, count)
                .mapToObj(i -> new KldRow(
                        100,
                        random.nextDouble(),
                        random.nextBoolean(),
                        new KldRow.NextToken(3 * random.nextDouble(), random.nextInt(9) == 0),
                        new KldRow.NextToken(3 * random.nextDouble(), random.nextInt(7) == 0),
                        new KldRow.Sums(random.nextDouble(), -500 - random.nextDouble(), 3000 + random.nextDouble())))
                .toList();
    }
}
