package io.github.modelconversion.result.row;

/**
 * A row in which the two sides have different top-1 tokens.
 *
 * @param position the row's number from 0
 * @param ofReference the reference's top-1 token
 * @param ofTest the test's top-1 token
 * @param noise the root mean square error of the row without the largest entries of either side
 */
public record ArgmaxFlip(long position, Token ofReference, Token ofTest, double noise) {

    /** Largest margin that noise explains, as a multiple of the noise. */
    public static final double NEAR = 4;

    /**
     * A token of the row.
     *
     * @param index its index
     * @param reference the reference's value there
     * @param test the test's value there
     */
    public record Token(long index, double reference, double test) {}

    /** Returns the reference's margin between its own top-1 token and that of the test. */
    public double margin() {
        return ofReference.reference() - ofTest.reference();
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
