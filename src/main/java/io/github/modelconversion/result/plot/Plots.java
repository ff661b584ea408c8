package io.github.modelconversion.result.plot;

import java.util.List;
import java.util.Map;

/**
 * The plot data of a comparison: counts and extremes in bins whose edges are powers of two or multiples of one, so that
 * rounding never decides a value's bin. Depends only on the values, not on threads.
 *
 * @param ofPairs the plots of pairs of values
 * @param ofRows the plots of rows
 */
public record Plots(PairPlots ofPairs, RowPlots ofRows) {

    /** Nothing to show. */
    public static final Plots NONE = new Plots(PairPlots.NONE, RowPlots.NONE);

    /** Returns whether there is something to show. Avoids the record's equals, whose first call costs a cold JVM 20 ms. */
    public boolean isShown() {
        return ofPairs.isShown() || ofRows.isShown();
    }

    /** Returns these plots with the texts of the tokens that are known. */
    public Plots named(Map<Long, String> tokens) {
        return new Plots(ofPairs, ofRows.named(tokens));
    }

    /** Returns these plots with the texts of the tokens at the first positions. */
    public Plots withPrompt(List<String> tokens) {
        return new Plots(ofPairs, ofRows.withPrompt(tokens));
    }
}
