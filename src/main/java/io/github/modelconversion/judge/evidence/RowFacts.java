package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.result.Subject.Pooling;
import java.util.OptionalLong;

/**
 * Facts about the rows of two outputs.
 *
 * @param probabilities whether the rows of both sides are probabilities
 * @param order the rows of the test that are nearer to another row of the reference than to their own
 * @param period number of values after which the reference's only row repeats itself, as rows of one model do
 * @param pooling the prompts whose rows these are; none if they are those of one prompt
 */
public record RowFacts(boolean probabilities, RowOrder order, OptionalLong period, Pooling pooling) {

    /** Nothing is known. */
    public static final RowFacts NONE = new RowFacts(false, RowOrder.UNKNOWN, OptionalLong.empty());

    /** Creates the facts about the rows of one prompt. */
    public RowFacts(boolean probabilities, RowOrder order, OptionalLong period) {
        this(probabilities, order, period, Pooling.NONE);
    }

    /** Returns whether the rows are those of several prompts, so that their order says nothing. */
    public boolean pooled() {
        return !pooling.prompts().isEmpty();
    }
}
