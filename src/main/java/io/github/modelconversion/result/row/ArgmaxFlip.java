package io.github.modelconversion.result.row;

/**
 * A row in which the two sides have different top-1 tokens.
 *
 * @param position the row's number from 0
 * @param referenceChoice the index of the reference's top-1 token
 * @param testChoice the index of the test's top-1 token
 * @param referenceAtReferenceChoice the reference's value at its own top-1 token
 * @param testAtReferenceChoice the test's value at the reference's top-1 token
 * @param referenceAtTestChoice the reference's value at the test's top-1 token
 * @param testAtTestChoice the test's value at its own top-1 token
 * @param noise the root mean square error of the row without the largest entries of either side
 */
public record ArgmaxFlip(
        long position,
        long referenceChoice,
        long testChoice,
        double referenceAtReferenceChoice,
        double testAtReferenceChoice,
        double referenceAtTestChoice,
        double testAtTestChoice,
        double noise) {

    /** Largest margin that noise explains, as a multiple of the noise. */
    public static final double NEAR = 4;

    /** Returns the reference's margin between its own top-1 token and that of the test. */
    public double margin() {
        return referenceAtReferenceChoice - referenceAtTestChoice;
    }

    /** Returns whether the row's noise explains the flip. */
    public boolean isNearTie() {
        return margin() <= NEAR * noise;
    }

    /** Returns the margin as a multiple of the noise. */
    double weight() {
        return margin() / noise;
    }
}
