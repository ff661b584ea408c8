package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All that the diagnoses examine for one comparison.
 *
 * @param kind what the outputs hold
 * @param reference the facts about the reference
 * @param test the facts about the test
 * @param sameFile whether both are one file on disk
 * @param conversion what is known about the converted model
 * @param figures what was measured
 * @param standards the standards for the comparison
 */
public record Evidence(
        OutputKind kind,
        OutputFacts reference,
        OutputFacts test,
        boolean sameFile,
        Conversion conversion,
        Figures figures,
        Standards standards) {

    /** Returns the same evidence for a comparison that a finding made fail. */
    public Evidence failing() {
        return new Evidence(kind, reference, test, sameFile, conversion, figures, standards.failing());
    }

    /** Returns the figures; empty if the shapes do not match. */
    public Optional<Measurement> measurement() {
        return figures.measured();
    }

    /** Returns the largest NMSE measured for a good conversion to the test's type. */
    public double largestUsualNmse() {
        return standards.largestUsualNmse();
    }

    /** Returns a metric; empty if it was not measured. */
    public OptionalDouble metric(Metric metric) {
        return measurement().isPresent() ? measurement().get().metrics().value(metric) : OptionalDouble.empty();
    }

    /** Returns the figures of each row. */
    public RowFigures rows() {
        return measurement().isPresent() ? measurement().get().rows() : RowFigures.NONE;
    }

    /** Returns the facts about the rows that were compared. */
    public RowFacts rowFacts() {
        return figures.compared().isPresent() ? figures.compared().get().rows() : RowFacts.NONE;
    }

    /** Returns the NMSE of each row. */
    public RowErrors rowErrors() {
        return rows().errors();
    }

    /** Returns whether an NMSE, of a row or of all values, can be that of a good conversion to the test's type. */
    public boolean isUsual(double nmse) {
        return Claim.isUsual(nmse, largestUsualNmse());
    }

    /** Returns an index into all values in words, with its position if there are several. */
    public String place(long index) {
        long width = Math.min(reference.shape().width(), test.shape().width());
        boolean rows = reference.shape().positions() > 1 || test.shape().positions() > 1;
        return rows ? "position " + index / width + ", index " + index % width : "index " + index;
    }
}
