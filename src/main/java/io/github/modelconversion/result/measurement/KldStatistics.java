package io.github.modelconversion.result.measurement;

import io.github.modelconversion.result.plot.Plots;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The statistics that llama-perplexity prints with {@code --kl-divergence}, over all rows and by that tool's definitions:
 * the formulas are those of its {@code perplexity.cpp} and are explained in the README next to it. Divergences and losses
 * are in nats; probabilities and shares range from 0 to 1.
 *
 * @param rows number of rows compared
 * @param divergences the rows' KL divergences
 * @param nextToken the change of the next token's probability
 * @param sameTop the share of rows in which both sides have the same top-1 token
 * @param perplexities the perplexities of both sides
 * @param clipped the rows whose next token was clipped
 */
public record KldStatistics(
        int rows,
        Divergences divergences,
        NextToken nextToken,
        Estimate sameTop,
        Perplexities perplexities,
        Clipped clipped) {

    /**
     * The KL divergences of the rows.
     *
     * @param klDivergence their mean
     * @param klDivergences their distribution
     * @param worstRow the row with the largest divergence, from 0; the first of several
     */
    public record Divergences(Estimate klDivergence, Distribution klDivergences, int worstRow) {}

    /**
     * The change of the next token's probability, test − reference.
     *
     * @param deltaP the mean change
     * @param rmsDeltaP the root mean square of the change
     * @param deltaPs the distribution of the changes
     */
    public record NextToken(Estimate deltaP, Estimate rmsDeltaP, Distribution deltaPs) {}

    /**
     * The perplexities of both sides: exp of their mean loss.
     *
     * @param referencePerplexity the reference's perplexity
     * @param testPerplexity the test's perplexity
     * @param lnPerplexityRatio the test's mean loss minus the reference's
     * @param perplexityRatio the test's perplexity divided by the reference's
     * @param perplexityDifference the test's perplexity minus the reference's
     * @param lossCorrelation the correlation of both sides' losses; empty for too few rows or if all losses of a side are
     *     equal
     */
    public record Perplexities(
            Estimate referencePerplexity,
            Estimate testPerplexity,
            Estimate lnPerplexityRatio,
            Estimate perplexityRatio,
            Estimate perplexityDifference,
            OptionalDouble lossCorrelation) {}

    /**
     * The rows in which the log-probability of the next token was clipped, which makes the perplexity too small.
     *
     * @param clippedReferenceTargets number of such rows of the reference
     * @param clippedTestTargets number of such rows of the test
     */
    public record Clipped(long clippedReferenceTargets, long clippedTestTargets) {}

    private Metrics metrics(OptionalDouble logProbabilityNmse) {
        Distribution distribution = divergences.klDivergences();
        return Metrics.of(Map.of(
                Metric.MEAN_KL_DIVERGENCE, divergences.klDivergence().value(),
                Metric.MEDIAN_KL_DIVERGENCE, distribution.at(Percentile.MEDIAN),
                Metric.P99_KL_DIVERGENCE, distribution.at(Percentile.P99),
                Metric.MAX_KL_DIVERGENCE, distribution.at(Percentile.MAXIMUM),
                Metric.TOP1_AGREEMENT, sameTop.value(),
                Metric.RMS_DELTA_P, nextToken.rmsDeltaP().value(),
                Metric.LOG_PROBABILITY_NMSE, logProbabilityNmse.orElse(Double.NaN)));
    }

    /**
     * Returns the measurement of a comparison; log-probabilities have no NMSE and no largest error.
     *
     * @param values number of values compared
     * @param logProbabilityNmse the NMSE of the log-probabilities; empty if the reference's are all equal
     * @param plots the plot data
     */
    public Measurement measurement(long values, OptionalDouble logProbabilityNmse, Plots plots) {
        return Measurement.of(Entries.finite(values), metrics(logProbabilityNmse), Optional.empty(), false)
                .withPlots(plots);
    }
}
