package io.github.modelconversion.judge.evidence;

import java.util.OptionalLong;

/**
 * What the rows of two outputs are like.
 *
 * @param probabilities whether the rows of both sides are probabilities
 * @param order whether rows of the test agree with other rows of the reference than their own
 * @param period after how many values the only row of the reference repeats itself, as rows of one model do
 */
public record RowFacts(boolean probabilities, RowOrder order, OptionalLong period) {

    /** Nothing is known. */
    public static final RowFacts NONE = new RowFacts(false, RowOrder.UNKNOWN, OptionalLong.empty());
}
