package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Source;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the diagnoses look at.
 *
 * @param kind what the outputs hold
 * @param reference the reference's file
 * @param test the test's file
 * @param surroundings what is known of both files beside their figures
 * @param conversion what is known of the converted model
 * @param figures what was measured
 * @param standards what the comparison is held to
 */
public record Evidence(
        OutputKind kind,
        Source reference,
        Source test,
        PairFacts surroundings,
        Conversion conversion,
        Figures figures,
        Standards standards) {

    /**
     * What was measured.
     *
     * @param measurement the figures; empty when the shapes do not fit
     * @param sample values of both sides; empty where no cause is looked for
     */
    public record Figures(Optional<Measurement> measurement, Optional<RowSample> sample) {}

    /** Returns the evidence of the same comparison after a finding made it fail. */
    public Evidence failing() {
        return new Evidence(kind, reference, test, surroundings, conversion, figures, standards.failing());
    }

    /** Returns the figures; empty when the shapes do not fit. */
    public Optional<Measurement> measurement() {
        return figures.measurement();
    }

    /** Returns the largest NMSE measured for a good conversion to the test's type. */
    public double largestUsualNmse() {
        return standards.largestUsualNmse();
    }

    /** Returns a metric; empty where it was not measured. */
    public OptionalDouble metric(Metric metric) {
        return measurement().map(Measurement::metrics).orElse(Metrics.none()).value(metric);
    }

    /** Returns what was measured row by row. */
    public RowFigures rows() {
        return measurement().map(Measurement::rows).orElse(RowFigures.NONE);
    }

    /** Returns the NMSE of each row. */
    public RowErrors rowErrors() {
        return rows().errors();
    }

    /** Returns whether an NMSE, of a row or of all values, can be that of a good conversion of the test's type. */
    public boolean isUsual(double nmse) {
        return Claim.isUsual(nmse, largestUsualNmse());
    }

    /** Returns an index over all values as people are told it: with its position where there are several. */
    public String place(long index) {
        long width = Math.min(reference.shape().width(), test.shape().width());
        boolean rows = reference.shape().positions() > 1 || test.shape().positions() > 1;
        return rows ? "position " + index / width + ", index " + index % width : "index " + index;
    }
}
