package io.github.modelconversion.measure.runs;

import io.github.modelconversion.result.measurement.KldStatistics;

/**
 * What two rows of log-probabilities give for {@link KldStatistics}. Immutable.
 *
 * @param values how many values the row has
 * @param divergence the KL divergence in nats
 * @param referenceLoss the reference's negative log-likelihood of the token that comes next, in nats
 * @param testLoss the test's
 * @param sameTop whether both sides have their largest value at the same token
 * @param referenceClipped whether the reference's value of the next token was clipped, so its loss is too small
 * @param testClipped the same of the test
 * @param squaredErrors Σ(test − reference)², with no test value more than 16 nats below the row's largest
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

    /** Returns by how much the probability of the next token changes. */
    double deltaP() {
        return StrictMath.exp(-testLoss) - StrictMath.exp(-referenceLoss);
    }
}
