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
 * @param measurement what was measured; empty when the shapes do not fit
 * @param conversion what is known of the converted model
 * @param limitsNeedType whether some limits are for certain types of conversions only
 * @param usualNmse what is usual for its type, where the default limit lets the comparison pass; else empty
 * @param rules how strictly some findings are taken
 * @param sample values of both sides; empty where no cause is looked for
 * @param largestUsualNmse the largest NMSE measured for a right conversion of the test's type;
 *     {@link #LARGEST_USUAL_NMSE} where the type is not known
 * @param passes whether the comparison passes, as far as is known before all findings are: it keeps its limits
 */
public record Evidence(
        OutputKind kind,
        Source reference,
        Source test,
        Surroundings surroundings,
        Optional<Measurement> measurement,
        Conversion conversion,
        boolean limitsNeedType,
        Optional<UsualError> usualNmse,
        Rules rules,
        Optional<Sample> sample,
        double largestUsualNmse,
        boolean passes) {

    /** The NMSE that counts as usual for a type that is not known. */
    public static final double LARGEST_USUAL_NMSE = 1e-4;

    /** Returns the evidence of the same comparison after a finding made it fail. */
    Evidence failing() {
        return new Evidence(
                kind,
                reference,
                test,
                surroundings,
                measurement,
                conversion,
                limitsNeedType,
                usualNmse,
                rules,
                sample,
                largestUsualNmse,
                false);
    }

    /** Returns a metric; empty where it was not measured. */
    OptionalDouble metric(Metric metric) {
        return measurement.map(Measurement::metrics).orElse(Metrics.none()).value(metric);
    }

    /** Returns what was measured row by row. */
    RowFigures rows() {
        return measurement.map(Measurement::rows).orElse(RowFigures.NONE);
    }

    /** Returns the NMSE of each row. */
    RowErrors rowErrors() {
        return rows().errors();
    }

    /** Returns whether an NMSE, of a row or of all values, can be that of a good conversion of the test's type. */
    boolean isUsual(double nmse) {
        return Claim.isUsual(nmse, largestUsualNmse);
    }

    /** Returns an index over all values as people are told it: with its position where there are several. */
    String place(long index) {
        long width = Math.min(reference.shape().width(), test.shape().width());
        boolean rows = reference.shape().positions() > 1 || test.shape().positions() > 1;
        return rows ? "position " + index / width + ", index " + index % width : "index " + index;
    }
}
