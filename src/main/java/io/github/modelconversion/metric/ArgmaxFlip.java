package io.github.modelconversion.metric;

/**
 * A row in which the two sides choose different entries first.
 *
 * @param position the row's number from 0
 * @param referenceChoice the index in the row of the reference's largest value
 * @param testChoice the index in the row of the test's largest value
 * @param referenceAtReferenceChoice the reference's value at its own choice
 * @param testAtReferenceChoice the test's value at the reference's choice
 * @param referenceAtTestChoice the reference's value at the test's choice
 * @param testAtTestChoice the test's value at its own choice
 * @param noise the root mean square error of the row
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

    /** A lead of at most so many times the noise is one that ordinary noise turns. */
    public static final double NEAR = 4;

    /** Returns by how much the reference prefers its own choice to the test's. */
    public double margin() {
        return referenceAtReferenceChoice - referenceAtTestChoice;
    }

    /** Returns whether ordinary noise explains the flip. */
    public boolean isNearTie() {
        return margin() <= NEAR * noise;
    }

    /** Returns the margin as a multiple of the noise. */
    double weight() {
        return margin() / noise;
    }
}
