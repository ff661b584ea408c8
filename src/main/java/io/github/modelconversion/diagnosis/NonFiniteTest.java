package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Measurement;
import java.util.Optional;

/** The test has NaN or infinite values; −inf on both sides of an entry does not count. */
final class NonFiniteTest implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Measurement measurement = evidence.measurement().orElse(null);
        if (measurement == null || !measurement.nonFiniteTest().present()) {
            return Optional.empty();
        }
        return Optional.of(NonFiniteValues.finding(
                Code.NON_FINITE_TEST, "test", evidence.test(), measurement.nonFiniteTest(), evidence));
    }
}
