package io.github.modelconversion.measure.runs;

import io.github.modelconversion.result.measurement.KldStatistics;

/**
 * The contribution of two rows of log-probabilities to {@link KldStatistics}. Immutable.
 *
 * @param values number of values in the row
 * @param divergence the KL divergence in nats
 * @param referenceLoss the reference's negative log-likelihood of the next token, in nats
 * @param testLoss the test's negative log-likelihood, in nats
 * @param sameTop whether both sides have the same top-1 token
 * @param referenceClipped whether the reference's value for the next token was clipped, which makes its loss too small
 * @param testClipped the same for the test
 * @param squaredErrors Σ(test − reference)², with test values clamped to at most 16 nats below the row's largest
 * @param sum Σ reference
 * @param squares Σ reference²
 */
public record KldRow(
        int values,
        double divergence,
        double referenceLoss,
        double testLoss,
        boolean sameTop,
        boolean referenceClipped,
        boolean testClipped,
        double squaredErrors,
        double sum,
        double squares) {

    /** Returns the change in the next token's probability, test − reference. */
    double deltaP() {
        return StrictMath.exp(-testLoss) - StrictMath.exp(-referenceLoss);
    }
}
