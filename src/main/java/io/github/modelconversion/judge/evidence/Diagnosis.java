package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.measurement.Measurement;
import java.util.Optional;

/** Looks for one possible problem with a comparison. */
@FunctionalInterface
public interface Diagnosis {

    /** Returns the finding; empty if there is no problem. */
    Optional<Finding> examine(Evidence evidence);

    /** A diagnosis that one condition decides. */
    interface ByCondition extends Diagnosis {

        /** Returns whether there is the problem. */
        boolean isFound(Evidence evidence);

        /** Describes the problem, which was found. */
        Finding finding(Evidence evidence);

        @Override
        default Optional<Finding> examine(Evidence evidence) {
            return isFound(evidence) ? Optional.of(finding(evidence)) : Optional.empty();
        }
    }

    /** A diagnosis that one condition on the measurement decides; without a measurement there is no such problem. */
    interface ByMeasurement extends Diagnosis {

        /** Returns whether there is the problem. */
        boolean isFound(Measurement measurement, Evidence evidence);

        /** Describes the problem, which was found. */
        Finding finding(Measurement measurement, Evidence evidence);

        @Override
        default Optional<Finding> examine(Evidence evidence) {
            Measurement measurement = evidence.measurement().orElse(null);
            return measurement != null && isFound(measurement, evidence)
                    ? Optional.of(finding(measurement, evidence))
                    : Optional.empty();
        }
    }
}
