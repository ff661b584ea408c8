package io.github.modelconversion.judge.evidence;

import java.util.OptionalLong;

/**
 * Facts about the rows of two outputs.
 *
 * @param probabilities whether the rows of both sides are probabilities
 * @param order the rows of the test that are nearer to another row of the reference than to their own
 * @param period number of values after which the reference's only row repeats itself, as rows of one model do
 * @param pooled whether the rows are those of several prompts, so that their order says nothing
 */
public record RowFacts(boolean probabilities, RowOrder order, OptionalLong period, boolean pooled) {

    /** Nothing is known. */
    public static final RowFacts NONE = new RowFacts(false, RowOrder.UNKNOWN, OptionalLong.empty());

    /** Creates the facts about the rows of one prompt. */
    public RowFacts(boolean probabilities, RowOrder order, OptionalLong period) {
        this(probabilities, order, period, false);
    }
}
