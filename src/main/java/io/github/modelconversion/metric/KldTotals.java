package io.github.modelconversion.metric;

import java.util.List;

/**
 * What a {@link KldAccumulator} keeps besides the figures of single rows.
 *
 * @param sameTop in how many rows both sides have their largest value at the same token
 * @param clippedReferenceTargets in how many rows the reference's value of the next token was clipped
 * @param clippedTestTargets the same of the test
 * @param values how many values the rows have together
 * @param sums the digits of {@value #SUMS} exact sums: of the reference's losses and of their squares, of the test's, of the
 *     changes from one to the other, Σ(test − reference)², Σ reference, Σ reference²
 */
public record KldTotals(
        long sameTop, long clippedReferenceTargets, long clippedTestTargets, long values, List<List<Double>> sums) {

    /** How many sums there are. */
    public static final int SUMS = 9;

    /** Copies the sums. */
    public KldTotals {
        sums = sums.stream().map(List::copyOf).toList();
    }

    /** Checks that these can be the totals of so many rows. */
    void check(int rows) {
        check("rows with the same top", sameTop, 0, rows);
        check("rows with a clipped reference", clippedReferenceTargets, 0, rows);
        check("rows with a clipped test", clippedTestTargets, 0, rows);
        check("values", values, rows, (long) rows * Integer.MAX_VALUE);
        check("sums", sums.size(), SUMS, SUMS);
        if (sums.stream().flatMap(List::stream).anyMatch(digit -> !Double.isFinite(digit))) {
            throw new IllegalArgumentException("finite sums, found " + sums);
        }
    }

    private static void check(String what, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(least + " to " + most + " " + what + ", found " + found);
        }
    }
}
