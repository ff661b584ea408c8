package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.plot.Plots;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The statistics that llama-perplexity prints with {@code --kl-divergence}, over all rows and by that tool's definitions:
 * the formulas are those of its {@code perplexity.cpp} and are explained in the README next to it. Divergences and losses
 * are in nats; probabilities and shares range from 0 to 1.
 *
 * @param rows number of rows compared
 * @param divergence the mean of the rows' KL divergences
 * @param divergences the distribution of the divergences
 * @param worstRow the row with the largest divergence, from 0; the first of several
 * @param deltaP the mean change of the next token's probability, test − reference
 * @param rmsDeltaP the root mean square of that change
 * @param deltaPs the distribution of the changes
 * @param sameTop the share of rows in which both sides have the same top-1 token
 * @param referencePerplexity exp of the reference's mean loss
 * @param testPerplexity exp of the test's mean loss
 * @param lnPerplexityRatio the test's mean loss minus the reference's
 * @param perplexityRatio the test's perplexity divided by the reference's
 * @param perplexityDifference the test's perplexity minus the reference's
 * @param lossCorrelation the correlation of both sides' losses; empty for too few rows or if all losses of a side are equal
 * @param logProbabilityNmse the mean of (test − reference)² over all log-probabilities, clamped to at most 16 below the
 *     largest of their row, divided by the variance of the reference's; empty if that is 0
 * @param clippedReferenceTargets number of rows in which the reference's log-probability of the next token was clipped,
 *     which makes its perplexity too small
 * @param clippedTestTargets the same for the test
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

    /** Returns the figures that are metrics of a comparison. */
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
     * Returns the measurement of a comparison; log-probabilities have no NMSE and no largest error.
     *
     * @param values number of values compared
     * @param plots the plot data
     */
    public Measurement measurement(long values, Plots plots) {
        NonFinite none = new NonFinite(0, 0, 0, 0);
        return new Measurement(
                values, 0, none, none, metrics(), Optional.empty(), false, Optional.empty(), RowFigures.NONE, plots);
    }
}
