package io.github.modelconversion.measure.runs;

import io.github.modelconversion.result.measurement.KldStatistics;

/**
 * The contribution of two rows of log-probabilities to {@link KldStatistics}. Immutable.
 *
 * @param values number of values in the row
 * @param divergence the KL divergence in nats
 * @param sameTop whether both sides have the same top-1 token
 * @param ofReference the reference's next token
 * @param ofTest the test's next token
 * @param sums the sums over all values
 */
public record KldRow(
        int values, double divergence, boolean sameTop, NextToken ofReference, NextToken ofTest, Sums sums) {

    /**
     * The next token of the text.
     *
     * @param loss its negative log-likelihood in nats
     * @param clipped whether its value was clipped, which makes its loss too small
     */
    public record NextToken(double loss, boolean clipped) {}

    /**
     * Sums over the log-probabilities.
     *
     * @param squaredErrors Σ(test − reference)², with test values clamped to at most 16 nats below the row's largest
     * @param sum Σ reference
     * @param squares Σ reference²
     */
    public record Sums(double squaredErrors, double sum, double squares) {}

    /** Returns the change in the next token's probability, test − reference. */
    double deltaP() {
        return StrictMath.exp(-ofTest.loss()) - StrictMath.exp(-ofReference.loss());
    }
}
