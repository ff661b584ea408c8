package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Measurement;
import java.util.Optional;

/** The reference has NaN or infinite values; −inf on both sides of an entry does not count. */
final class NonFiniteReference implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Measurement measurement = evidence.measurement().orElse(null);
        if (measurement == null || !measurement.nonFiniteReference().present()) {
            return Optional.empty();
        }
        return Optional.of(NonFiniteValues.finding(
                Code.NON_FINITE_REFERENCE,
                "reference",
                evidence.reference(),
                measurement.nonFiniteReference(),
                evidence));
    }
}
