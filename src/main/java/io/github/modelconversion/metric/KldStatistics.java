package io.github.modelconversion.metric;

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
 * @param logProbabilityNmse the mean of (test − reference)² over all log-probabilities, divided by the variance of the
 *     reference's; empty where that is 0
 * @param clippedReferenceTargets in how many rows the reference's log-probability of the next token was clipped, so its
 *     perplexity is too small
 * @param clippedTestTargets the same of the test
 */
public record KldStatistics(
        long rows,
        Estimate divergence,
        Distribution divergences,
        long worstRow,
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
        long clippedTestTargets) {}
