package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Map;

/** Finite float64 values whose squares overflow or underflow a double, so that there is no NMSE. */
public final class OutOfRange implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return isOut(measurement);
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        return new Finding(
                Code.OUT_OF_RANGE,
                Severity.WARNING,
                "expected values whose squares a double can hold, found larger or smaller values in "
                        + evidence.reference().file() + " or "
                        + evidence.test().file() + ": the NMSE could not be computed. Scale both sides by the same"
                        + " factor",
                Map.of());
    }

    private static boolean isOut(Measurement measurement) {
        return measurement.entries().compared() > 0
                && !measurement.hasNonFinite()
                && !measurement.constantReference()
                && measurement.metrics().value(Metric.NMSE).isEmpty();
    }
}
