package io.github.modelconversion.judge;

import io.github.modelconversion.result.output.Shape;
import java.util.Optional;

/**
 * The figures that a comparison has, or would have if it could be measured; they decide which limits apply.
 *
 * @param ofRuns whether they are figures of log-probabilities
 * @param opened whether the files were opened
 * @param shape the shape of the reference's values; empty if unknown
 */
public record Scope(boolean ofRuns, boolean opened, Optional<Shape> shape) {

    /** The figures of two runs of llama-perplexity. */
    public static final Scope RUNS = new Scope(true, true, Optional.empty());

    /** The figures of values that could not be opened. */
    public static final Scope UNOPENED = new Scope(false, false, Optional.empty());

    /** Returns the figures of values. */
    public static Scope ofValues(Optional<Shape> reference) {
        return new Scope(false, true, reference);
    }
}
