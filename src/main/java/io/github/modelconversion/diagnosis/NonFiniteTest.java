package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import java.util.Optional;

/** The test has NaN or infinite values; −inf on both sides of an entry does not count. */
final class NonFiniteTest implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.measurement()
                .map(measurement -> measurement.nonFiniteTest())
                .filter(nonFinite -> nonFinite.present())
                .map(nonFinite ->
                        NonFiniteValues.finding(Code.NON_FINITE_TEST, "test", evidence.test(), nonFinite, evidence));
    }
}
