package io.github.modelconversion.measure.values;

import io.github.modelconversion.measure.sum.DoubleDouble;
import io.github.modelconversion.measure.sum.PairSums;
import io.github.modelconversion.measure.sum.TopEntries;

/** The noise of a row of logits: the root mean square error of its entries without the largest ones of either side. */
final class RowNoise {

    /** Fewest entries kept in addition to half of the row: fewer say too little about the noise. */
    private static final int FEWEST = 6;

    private RowNoise() {}

    /**
     * Returns the noise against which a changed top-1 token is judged. Excludes the k largest entries of each side, so that
     * the change itself does not inflate the noise; k = (n − {@value #FEWEST}) ÷ 4 for n entries, at most {@value
     * TopEntries#MOST}.
     *
     * @param sums the sums over all entries of the row
     * @param reference the reference's largest entries
     * @param test the test's largest entries
     */
    static double of(PairSums sums, TopEntries reference, TopEntries test) {
        double entries = sums.n().value();
        int ranks = (int) Math.min(TopEntries.MOST, Math.max(0, (entries - FEWEST) / 4));
        if (ranks == 0) {
            return sums.rootMeanSquareError();
        }
        DoubleDouble squares = sums.errors().squared();
        double left = entries;
        for (int i = 0; i < ranks; i++) {
            squares = squares.minus(reference.squaredError(i));
            left--;
            if (!reference.hasAmong(ranks, test.index(i))) {
                squares = squares.minus(test.squaredError(i));
                left--;
            }
        }
        return Math.sqrt(Math.max(0, squares.value()) / left);
    }
}
