package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Measurement;

/** The reference has NaN or infinite values; −inf on both sides of an entry does not count. */
public final class NonFiniteReference implements Diagnosis.ByMeasurement {

    @Override
    public boolean isFound(Measurement measurement, Evidence evidence) {
        return measurement.entries().nonFiniteReference().present();
    }

    @Override
    public Finding finding(Measurement measurement, Evidence evidence) {
        return NonFiniteValues.finding(
                Code.NON_FINITE_REFERENCE,
                "reference",
                evidence.reference(),
                measurement.entries().nonFiniteReference(),
                evidence);
    }
}
