package io.github.modelconversion.diagnosis;

import io.github.modelconversion.gguf.Conversion;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.metric.Metrics;
import io.github.modelconversion.metric.RowErrors;
import io.github.modelconversion.metric.RowFigures;
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
        Surroundings surroundings,
        Conversion conversion,
        Figures figures,
        Standards standards) {

    /**
     * What was measured.
     *
     * @param measurement the figures; empty when the shapes do not fit
     * @param sample values of both sides; empty where no cause is looked for
     */
    public record Figures(Optional<Measurement> measurement, Optional<Sample> sample) {}

    /** Returns the evidence of the same comparison after a finding made it fail. */
    Evidence failing() {
        return new Evidence(kind, reference, test, surroundings, conversion, figures, standards.failing());
    }

    /** Returns the figures; empty when the shapes do not fit. */
    Optional<Measurement> measurement() {
        return figures.measurement();
    }

    /** Returns the largest NMSE measured for a good conversion to the test's type. */
    double largestUsualNmse() {
        return standards.largestUsualNmse();
    }

    /** Returns a metric; empty where it was not measured. */
    OptionalDouble metric(Metric metric) {
        return measurement().map(Measurement::metrics).orElse(Metrics.none()).value(metric);
    }

    /** Returns what was measured row by row. */
    RowFigures rows() {
        return measurement().map(Measurement::rows).orElse(RowFigures.NONE);
    }

    /** Returns the NMSE of each row. */
    RowErrors rowErrors() {
        return rows().errors();
    }

    /** Returns whether an NMSE, of a row or of all values, can be that of a good conversion of the test's type. */
    boolean isUsual(double nmse) {
        return Claim.isUsual(nmse, largestUsualNmse());
    }

    /** Returns an index over all values as people are told it: with its position where there are several. */
    String place(long index) {
        long width = Math.min(reference.shape().width(), test.shape().width());
        boolean rows = reference.shape().positions() > 1 || test.shape().positions() > 1;
        return rows ? "position " + index / width + ", index " + index % width : "index " + index;
    }
}
