package io.github.modelconversion.metric;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Gathers rows for {@link KldStatistics}. Feed it row by row, or merge accumulators of the rows that follow, in their
 * order. Sums are double-double; besides them it keeps 16 bytes for each row: its divergence and its Δp, for the
 * percentiles. Not safe for use by several threads.
 */
public final class KldAccumulator {

    private int rows;
    private double[] divergences;
    private double[] deltaPs;
    private double largestDivergence = Double.NEGATIVE_INFINITY;
    private int worstRow;
    private final Sample divergence = new Sample();
    private final Sample deltaP = new Sample();
    private final Sample squaredDeltaP = new Sample();
    private final Sample referenceLoss = new Sample();
    private final Sample testLoss = new Sample();
    private final Sample lossChange = new Sample();
    private long sameTop;
    private long clippedReferenceTargets;
    private long clippedTestTargets;
    private long values;
    private final DoubleDoubleSum squaredErrors = new DoubleDoubleSum();
    private final DoubleDoubleSum sum = new DoubleDoubleSum();
    private final DoubleDoubleSum squares = new DoubleDoubleSum();

    /**
     * Creates an empty accumulator.
     *
     * @param expectedRows for how many rows to make room at once
     */
    public KldAccumulator(int expectedRows) {
        divergences = new double[expectedRows];
        deltaPs = new double[expectedRows];
    }

    /** Adds the next row. */
    public void add(KldRow row) {
        ensureRoom(Math.addExact(rows, 1));
        double change = row.deltaP();
        noteWorst(row.divergence(), rows);
        divergences[rows] = row.divergence();
        deltaPs[rows] = change;
        rows++;
        divergence.add(row.divergence());
        deltaP.add(change);
        squaredDeltaP.add(change * change);
        referenceLoss.add(row.referenceLoss());
        testLoss.add(row.testLoss());
        lossChange.add(row.testLoss() - row.referenceLoss());
        sameTop += row.sameTop() ? 1 : 0;
        clippedReferenceTargets += row.referenceClipped() ? 1 : 0;
        clippedTestTargets += row.testClipped() ? 1 : 0;
        values += row.values();
        squaredErrors.add(row.squaredErrors());
        sum.add(row.sum());
        squares.add(row.squares());
    }

    /** Adds the rows that follow. */
    public void merge(KldAccumulator following) {
        ensureRoom(Math.addExact(rows, following.rows));
        System.arraycopy(following.divergences, 0, divergences, rows, following.rows);
        System.arraycopy(following.deltaPs, 0, deltaPs, rows, following.rows);
        noteWorst(following.largestDivergence, rows + following.worstRow);
        rows += following.rows;
        divergence.merge(following.divergence);
        deltaP.merge(following.deltaP);
        squaredDeltaP.merge(following.squaredDeltaP);
        referenceLoss.merge(following.referenceLoss);
        testLoss.merge(following.testLoss);
        lossChange.merge(following.lossChange);
        sameTop += following.sameTop;
        clippedReferenceTargets += following.clippedReferenceTargets;
        clippedTestTargets += following.clippedTestTargets;
        values += following.values;
        squaredErrors.add(following.squaredErrors);
        sum.add(following.sum);
        squares.add(following.squares);
    }

    private void noteWorst(double candidate, int row) {
        if (candidate > largestDivergence) {
            largestDivergence = candidate;
            worstRow = row;
        }
    }

    private void ensureRoom(int length) {
        if (length > divergences.length) {
            divergences = Arrays.copyOf(divergences, Math.max(length, 2 * divergences.length));
            deltaPs = Arrays.copyOf(deltaPs, divergences.length);
        }
    }

    /**
     * Returns the statistics of all rows so far.
     *
     * @throws IllegalStateException when there is no row
     */
    public KldStatistics statistics() {
        if (rows == 0) {
            throw new IllegalStateException("no rows");
        }
        return new KldStatistics(
                rows,
                divergence.estimate(),
                Distribution.of(divergences, rows),
                worstRow,
                deltaP.estimate(),
                rmsDeltaP(),
                Distribution.of(deltaPs, rows),
                share(sameTop),
                perplexity(referenceLoss),
                perplexity(testLoss),
                lossChange.estimate(),
                perplexity(lossChange),
                perplexityDifference(),
                lossCorrelation(),
                logProbabilityNmse(),
                clippedReferenceTargets,
                clippedTestTargets);
    }

    /** Returns what pictures of all rows so far need. */
    public Plots plots() {
        double[] inOrder = Arrays.copyOf(divergences, rows);
        return Plots.NONE.withRows(
                Optional.empty(), RowSeries.runs(inOrder, new double[0]), RowSeries.divergences(inOrder));
    }

    /** The uncertainty of a root is that of its square, divided by twice the root. */
    private Estimate rmsDeltaP() {
        double root = Math.sqrt(squaredDeltaP.mean());
        return Estimate.of(root, root == 0 ? squaredDeltaP.uncertainty() : squaredDeltaP.uncertainty() / (2 * root));
    }

    private Estimate share(long count) {
        double share = (double) count / rows;
        return Estimate.of(share, Math.sqrt(share * (1 - share) / (rows - 1)));
    }

    private static Estimate perplexity(Sample loss) {
        double perplexity = StrictMath.exp(loss.mean());
        return Estimate.of(perplexity, perplexity * loss.uncertainty());
    }

    /**
     * With P and Q the perplexities and u the uncertainties of the mean losses, the tool's P²·u(P)² + Q²·u(Q)² − 2·P·Q·cov,
     * in which 2·cov = u(P)² + u(Q)² − u(Q − P)² is put in, so that nothing cancels where both sides are nearly equal.
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

    private OptionalDouble logProbabilityNmse() {
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
