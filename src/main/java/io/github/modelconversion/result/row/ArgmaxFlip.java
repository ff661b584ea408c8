package io.github.modelconversion.result.row;

/**
 * A row in which the two sides have different top-1 tokens.
 *
 * @param position the row's number from 0
 * @param referenceChoice the index in the row of the reference's largest value
 * @param testChoice the index in the row of the test's largest value
 * @param referenceAtReferenceChoice the reference's value at its own choice
 * @param testAtReferenceChoice the test's value at the reference's choice
 * @param referenceAtTestChoice the reference's value at the test's choice
 * @param testAtTestChoice the test's value at its own choice
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

    /** Noise explains margins of up to this many times its size. */
    public static final double NEAR = 4;

    /** Returns by how much the reference's top-1 token leads that of the test in the reference. */
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
