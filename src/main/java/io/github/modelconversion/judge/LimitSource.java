package io.github.modelconversion.judge;

import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.Skipped;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.output.Shape;
import java.util.List;
import java.util.Optional;

/** A source of limits that a comparison must keep. */
public interface LimitSource {

    /**
     * The figures that a comparison has, or would have if it could be measured; they decide which limits apply.
     *
     * @param ofRuns whether they are figures of log-probabilities
     * @param opened whether the files were opened
     * @param tooFew whether there are too few values for a meaningful NMSE
     * @param rows number of rows of the reference; 1 if unknown
     */
    record Scope(boolean ofRuns, boolean opened, boolean tooFew, long rows) {

        /** The figures of two runs of llama-perplexity. */
        public static final Scope RUNS = new Scope(true, true, false, 1);

        /** The figures of values that could not be opened. */
        public static final Scope UNOPENED = new Scope(false, false, false, 1);

        /** The figures of values of unknown shape. */
        public static final Scope VALUES = new Scope(false, true, false, 1);

        /** Returns the figures of values; the shape is the reference's and empty if unknown. */
        public static Scope of(Optional<Shape> reference) {
            return reference.isPresent() ? of(reference.get()) : VALUES;
        }

        /** Returns the figures of values of the reference's shape. */
        public static Scope of(Shape reference) {
            return new Scope(false, true, reference.isTooFew(), reference.positions());
        }
    }

    /** Returns the limits for a comparison, in report order. */
    List<Limit> limits(Subject subject, Scope scope);

    /** Returns findings about these limits and a comparison that was judged by them. */
    default List<Finding> findings(Comparison judged) {
        return List.of();
    }

    /** Returns findings about these limits and all comparisons together. */
    default List<Finding> findings(List<Comparison> judged, List<Skipped> skipped) {
        return List.of();
    }
}
