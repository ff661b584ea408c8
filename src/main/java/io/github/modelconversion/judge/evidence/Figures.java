package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.measure.sample.ShapeTrials;
import io.github.modelconversion.result.measurement.Measurement;
import java.util.Optional;

/** What was measured of two outputs, by how their shapes fit. */
public sealed interface Figures permits Figures.OfValues, Figures.OfCutRows, Figures.OfOtherShapes {

    /** Returns the figures of the values that were compared; empty if the shapes do not fit. */
    Optional<OfValues> compared();

    /** Returns the measurement of those values; empty if the shapes do not fit. */
    default Optional<Measurement> measured() {
        return compared().isPresent() ? Optional.of(compared().get().measurement()) : Optional.empty();
    }

    /**
     * Figures of outputs whose shapes fit.
     *
     * @param measurement the measurement
     * @param sample sampled rows of both sides; empty if there is nothing to explain
     * @param tails the runs that the two sides end in
     * @param rows facts about the rows
     */
    record OfValues(Measurement measurement, Optional<RowSample> sample, Tails tails, RowFacts rows)
            implements Figures {

        @Override
        public Optional<OfValues> compared() {
            return Optional.of(this);
        }
    }

    /**
     * Figures of outputs of which one has longer rows.
     *
     * @param values the figures of the entries that both sides have
     * @param padding the row widths
     * @param otherwise what is known if rows must not be cut
     */
    record OfCutRows(OfValues values, Padding padding, OfOtherShapes otherwise) implements Figures {

        @Override
        public Optional<OfValues> compared() {
            return Optional.of(values);
        }
    }

    /**
     * Figures of outputs whose shapes do not fit.
     *
     * @param trials which part or order of one side agrees with the other
     */
    record OfOtherShapes(ShapeTrials trials) implements Figures {

        @Override
        public Optional<OfValues> compared() {
            return Optional.empty();
        }
    }
}
