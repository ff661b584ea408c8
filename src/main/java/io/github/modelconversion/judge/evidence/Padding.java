package io.github.modelconversion.judge.evidence;

/**
 * Rows that are longer on one side, so that only what both sides have was measured.
 *
 * @param referenceWidth how many values a row of the reference has
 * @param testWidth how many values a row of the test has
 * @param cutMass the largest probability that a row of the longer side gives to the entries that the other lacks, 0 to 1;
 *     NaN where it has none
 */
public record Padding(long referenceWidth, long testWidth, double cutMass) {

    /** Returns how many values of each row were compared. */
    public long common() {
        return Math.min(referenceWidth, testWidth);
    }
}
