package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What llama-perplexity prints with {@code --kl-divergence}, over all rows, as that tool defines it: the formulas are those
 * of its {@code perplexity.cpp} and are explained in the README beside it. Divergences and losses are in nats,
 * probabilities and shares are parts of 1.
 *
 * @param rows how many rows were compared
 * @param divergence the mean of the rows' KL divergences
 * @param divergences how they are distributed
 * @param worstRow the row with the largest divergence, the first of several, from 0
 * @param deltaP the mean change of the next token's probability, test − reference
 * @param rmsDeltaP the root mean square of that change
 * @param deltaPs how the changes are distributed
 * @param sameTop the share of the rows in which both sides have their largest value at the same token
 * @param referencePerplexity e to the mean loss of the reference
 * @param testPerplexity e to the mean loss of the test
 * @param lnPerplexityRatio the mean loss of the test less that of the reference
 * @param perplexityRatio the test's perplexity divided by the reference's
 * @param perplexityDifference the test's perplexity less the reference's
 * @param lossCorrelation the correlation of the losses of both sides; empty where there are too few rows or a side's losses
 *     are all equal
 * @param logProbabilityNmse the mean of (test − reference)² over all log-probabilities, none of them more than 16 below the
 *     largest of its row, divided by the variance of the reference's; empty where that is 0
 * @param clippedReferenceTargets in how many rows the reference's log-probability of the next token was clipped, so its
 *     perplexity is too small
 * @param clippedTestTargets the same of the test
 */
public record KldStatistics(
        int rows,
        Estimate divergence,
        Distribution divergences,
        int worstRow,
        Estimate deltaP,
        Estimate rmsDeltaP,
        Distribution deltaPs,
        Estimate sameTop,
        Estimate referencePerplexity,
        Estimate testPerplexity,
        Estimate lnPerplexityRatio,
        Estimate perplexityRatio,
        Estimate perplexityDifference,
        OptionalDouble lossCorrelation,
        OptionalDouble logProbabilityNmse,
        long clippedReferenceTargets,
        long clippedTestTargets) {

    /** Returns those figures that are metrics of a comparison. */
    public Metrics metrics() {
        return Metrics.of(Map.of(
                Metric.MEAN_KL_DIVERGENCE, divergence.value(),
                Metric.MEDIAN_KL_DIVERGENCE, divergences.median(),
                Metric.P99_KL_DIVERGENCE, divergences.p99(),
                Metric.MAX_KL_DIVERGENCE, divergences.maximum(),
                Metric.TOP1_AGREEMENT, sameTop.value(),
                Metric.RMS_DELTA_P, rmsDeltaP.value(),
                Metric.LOG_PROBABILITY_NMSE, logProbabilityNmse.orElse(Double.NaN)));
    }

    /**
     * Returns what was measured as a comparison has it: log-probabilities have no NMSE and no largest error.
     *
     * @param values how many values were compared
     * @param plots what pictures need
     */
    public Measurement measurement(long values, Plots plots) {
        NonFinite none = new NonFinite(0, 0, 0, 0);
        return new Measurement(
                values, 0, none, none, metrics(), Optional.empty(), false, Optional.empty(), RowFigures.NONE, plots);
    }
}
