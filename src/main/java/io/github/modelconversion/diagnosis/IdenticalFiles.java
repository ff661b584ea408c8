package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Measurement;
import java.util.Optional;

/** Every value is the same on both sides: two engines never agree to the bit, so one file is likely a copy. */
final class IdenticalFiles implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Measurement measurement = evidence.measurement().orElse(null);
        if (measurement == null
                || !measurement.identical()
                || measurement.nothingCompared()
                || evidence.surroundings().sameFile()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.IDENTICAL_FILES,
                Severity.WARNING,
                "all " + measurement.compared()
                        + " values are equal on both sides, but two engines never agree to the bit. Check that "
                        + evidence.test().file() + " is not a copy of "
                        + evidence.reference().file(),
                Numbers.of("values", measurement.compared()).map()));
    }
}
