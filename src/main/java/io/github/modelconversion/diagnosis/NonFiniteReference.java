package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import java.util.Optional;

/** The reference has NaN or infinite values; −inf on both sides of an entry does not count. */
final class NonFiniteReference implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.measurement()
                .map(measurement -> measurement.nonFiniteReference())
                .filter(nonFinite -> nonFinite.present())
                .map(nonFinite -> NonFiniteValues.finding(
                        Code.NON_FINITE_REFERENCE, "reference", evidence.reference(), nonFinite, evidence));
    }
}
