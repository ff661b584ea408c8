package io.github.modelconversion.judge.value;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Measurement;
import java.util.Optional;

/** The reference has NaN or infinite values; −inf on both sides of an entry does not count. */
public final class NonFiniteReference implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Measurement measurement = evidence.measurement().orElse(null);
        if (measurement == null || !measurement.entries().nonFiniteReference().present()) {
            return Optional.empty();
        }
        return Optional.of(NonFiniteValues.finding(
                Code.NON_FINITE_REFERENCE,
                "reference",
                evidence.reference(),
                measurement.entries().nonFiniteReference(),
                evidence));
    }
}
