package io.github.modelconversion.measure.runs;

import io.github.modelconversion.measure.sum.DoubleDouble;
import io.github.modelconversion.measure.sum.ExactSum;
import io.github.modelconversion.measure.values.RowSeries;
import io.github.modelconversion.result.measurement.Distribution;
import io.github.modelconversion.result.measurement.Estimate;
import io.github.modelconversion.result.measurement.KldStatistics;
import io.github.modelconversion.result.plot.PairPlots;
import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.plot.RowPlots;
import io.github.modelconversion.result.row.RowValues;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Accumulates {@link KldStatistics} row by row, or from accumulators of parts. The sums are exact, so only the number of the
 * worst row depends on the order. For the percentiles it also keeps 16 bytes per row: its divergence and its Δp. Not safe
 * for use by several threads.
 */
public final class KldAccumulator {

    private final RowValues divergences;
    private final RowValues deltaPs;
    private double largestDivergence = Double.NEGATIVE_INFINITY;
    private int worstRow;
    private final MeanEstimator divergence = new MeanEstimator();
    private final MeanEstimator deltaP = new MeanEstimator();
    private final MeanEstimator squaredDeltaP = new MeanEstimator();
    private final MeanEstimator referenceLoss = new MeanEstimator();
    private final MeanEstimator testLoss = new MeanEstimator();
    private final MeanEstimator lossChange = new MeanEstimator();
    private long sameTop;
    private long clippedReferenceTargets;
    private long clippedTestTargets;
    private long values;
    private final ExactSum squaredErrors = new ExactSum();
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();

    /**
     * Creates an empty accumulator.
     *
     * @param expectedRows number of rows to allocate up front
     */
    public KldAccumulator(int expectedRows) {
        divergences = new RowValues(expectedRows);
        deltaPs = new RowValues(expectedRows);
    }

    /**
     * Restores an accumulator from the values of {@link #divergences}, {@link #deltaPs} and {@link #totals}.
     *
     * @throws IllegalArgumentException if they are inconsistent; the message completes a sentence that starts with
     *     "expected"
     */
    public static KldAccumulator of(double[] divergences, double[] deltaPs, KldTotals totals) {
        totals.check(divergences.length);
        KldAccumulator accumulator = new KldAccumulator(divergences.length);
        for (int row = 0; row < divergences.length; row++) {
            if (!Double.isFinite(divergences[row] + deltaPs[row])) {
                throw new IllegalArgumentException(
                        "finite figures of row " + row + ", found " + divergences[row] + " and " + deltaPs[row]);
            }
            accumulator.addRow(divergences[row], deltaPs[row]);
        }
        accumulator.add(totals, divergences.length);
        return accumulator;
    }

    /** Adds the next row. */
    public void add(KldRow row) {
        addRow(row.divergence(), row.deltaP());
        referenceLoss.add(row.ofReference().loss());
        testLoss.add(row.ofTest().loss());
        lossChange.add(row.ofTest().loss() - row.ofReference().loss());
        sameTop += row.sameTop() ? 1 : 0;
        clippedReferenceTargets += row.ofReference().clipped() ? 1 : 0;
        clippedTestTargets += row.ofTest().clipped() ? 1 : 0;
        values += row.values();
        squaredErrors.add(row.sums().squaredErrors());
        sum.add(row.sums().sum());
        squares.add(row.sums().squares());
    }

    /** Appends the rows of another accumulator. */
    public void combine(KldAccumulator other) {
        noteWorst(other.largestDivergence, Math.addExact(rows(), other.worstRow));
        divergences.addAll(other.divergences);
        deltaPs.addAll(other.deltaPs);
        divergence.combine(other.divergence);
        deltaP.combine(other.deltaP);
        squaredDeltaP.combine(other.squaredDeltaP);
        add(other.totals(), other.rows());
    }

    private void addRow(double itsDivergence, double change) {
        noteWorst(itsDivergence, rows());
        divergences.add(itsDivergence);
        deltaPs.add(change);
        divergence.add(itsDivergence);
        deltaP.add(change);
        squaredDeltaP.add(change * change);
    }

    private void add(KldTotals totals, int ofRows) {
        sameTop += totals.counts().sameTop();
        clippedReferenceTargets += totals.counts().clippedReferenceTargets();
        clippedTestTargets += totals.counts().clippedTestTargets();
        values += totals.counts().values();
        referenceLoss.combine(MeanEstimator.of(ofRows, totals.referenceLoss()));
        testLoss.combine(MeanEstimator.of(ofRows, totals.testLoss()));
        lossChange.combine(MeanEstimator.of(ofRows, totals.lossChange()));
        squaredErrors.add(totals.logProbabilities().squaredErrors());
        sum.add(totals.logProbabilities().reference());
        squares.add(totals.logProbabilities().squaredReference());
    }

    private void noteWorst(double candidate, int row) {
        if (candidate > largestDivergence) {
            largestDivergence = candidate;
            worstRow = row;
        }
    }

    /** Returns the number of rows. */
    public int rows() {
        return divergences.count();
    }

    /** Returns the divergence of each row in nats, in insertion order. */
    public double[] divergences() {
        return divergences.copy();
    }

    /** Returns the change in the next token's probability for each row, in insertion order. */
    public double[] deltaPs() {
        return deltaPs.copy();
    }

    /** Returns everything but the per-row figures. */
    public KldTotals totals() {
        return new KldTotals(
                new KldTotals.Counts(sameTop, clippedReferenceTargets, clippedTestTargets, values),
                referenceLoss.sums(),
                testLoss.sums(),
                lossChange.sums(),
                new KldTotals.LogProbabilities(squaredErrors.digits(), sum.digits(), squares.digits()));
    }

    /**
     * Returns the statistics of all rows so far.
     *
     * @throws IllegalStateException if there is no row
     */
    public KldStatistics statistics() {
        if (rows() == 0) {
            throw new IllegalStateException("no rows");
        }
        return new KldStatistics(
                rows(),
                new KldStatistics.Divergences(divergence.estimate(), Distribution.of(divergences), worstRow),
                new KldStatistics.NextToken(deltaP.estimate(), rmsDeltaP(), Distribution.of(deltaPs)),
                share(sameTop),
                new KldStatistics.Perplexities(
                        perplexity(referenceLoss),
                        perplexity(testLoss),
                        lossChange.estimate(),
                        perplexity(lossChange),
                        perplexityDifference(),
                        lossCorrelation()),
                new KldStatistics.Clipped(clippedReferenceTargets, clippedTestTargets));
    }

    /**
     * Returns the plot data of all rows so far.
     *
     * @param chunkRows number of rows of each chunk of the text
     */
    public Plots plots(long chunkRows) {
        double[] inOrder = divergences.copy();
        return new Plots(
                PairPlots.NONE,
                new RowPlots(
                        Optional.empty(),
                        RowSeries.runs(inOrder, new double[0], Optional.empty()),
                        RowSeries.divergences(inOrder),
                        RowSeries.changes(deltaPs.copy()),
                        OptionalLong.of(chunkRows),
                        List.of()));
    }

    /** The uncertainty of a root is that of its square divided by twice the root. */
    private Estimate rmsDeltaP() {
        double root = Math.sqrt(squaredDeltaP.mean());
        return Estimate.of(root, root == 0 ? squaredDeltaP.uncertainty() : squaredDeltaP.uncertainty() / (2 * root));
    }

    private Estimate share(long count) {
        double share = (double) count / rows();
        return Estimate.of(share, Math.sqrt(share * (1 - share) / (rows() - 1)));
    }

    private static Estimate perplexity(MeanEstimator loss) {
        double perplexity = StrictMath.exp(loss.mean());
        return Estimate.of(perplexity, perplexity * loss.uncertainty());
    }

    /**
     * With perplexities P and Q and uncertainties u of the mean losses, this is the tool's P²·u(P)² + Q²·u(Q)² − 2·P·Q·cov
     * with 2·cov = u(P)² + u(Q)² − u(Q − P)² substituted, so that nothing cancels if both sides are nearly equal.
     */
    private Estimate perplexityDifference() {
        double p = StrictMath.exp(referenceLoss.mean());
        double q = StrictMath.exp(testLoss.mean());
        double ofP = p * referenceLoss.squaredUncertainty();
        double ofQ = q * testLoss.squaredUncertainty();
        double squared = (q - p) * (ofQ - ofP) + p * q * lossChange.squaredUncertainty();
        return Estimate.of(q - p, Math.sqrt(Math.max(0, squared)));
    }

    private OptionalDouble lossCorrelation() {
        double ofReference = referenceLoss.squaredUncertainty();
        double ofTest = testLoss.squaredUncertainty();
        double covariance = (ofReference + ofTest - lossChange.squaredUncertainty()) / 2;
        double correlation = covariance / Math.sqrt(ofReference * ofTest);
        return Double.isNaN(correlation) ? OptionalDouble.empty() : OptionalDouble.of(correlation);
    }

    /**
     * Returns the mean of (test − reference)² over all log-probabilities, clamped to at most 16 below the largest of their
     * row, divided by the variance of the reference's; empty if that is 0.
     */
    public OptionalDouble logProbabilityNmse() {
        DoubleDouble count = DoubleDouble.of((double) values);
        DoubleDouble mean = sum.value().dividedBy(count);
        DoubleDouble variance = squares.value().dividedBy(count).minus(mean.times(mean));
        return variance.value() > 0
                ? OptionalDouble.of(squaredErrors
                        .value()
                        .dividedBy(count)
                        .dividedBy(variance)
                        .value())
                : OptionalDouble.empty();
    }
}
