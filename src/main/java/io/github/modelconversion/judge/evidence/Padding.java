package io.github.modelconversion.judge.evidence;

/**
 * Row widths that differ, so that only the entries of both sides were measured.
 *
 * @param referenceWidth number of values in a row of the reference
 * @param testWidth number of values in a row of the test
 * @param cutMass the largest probability that a row of the longer side gives to the entries that the other lacks, 0 to 1;
 *     NaN where it has none
 */
public record Padding(long referenceWidth, long testWidth, double cutMass) {

    /** Returns the number of values compared in each row. */
    public long common() {
        return Math.min(referenceWidth, testWidth);
    }
}
