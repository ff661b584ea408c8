package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.metric.Measurement;
import java.util.Optional;

/** Entries that are −inf on both sides were left out of every figure. */
final class MaskedEntries implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Measurement measurement = evidence.measurement().orElse(null);
        if (measurement == null || measurement.masked() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.MASKED_ENTRIES,
                Severity.INFO,
                measurement.masked() + " entries are -inf on both sides (masked vocabulary): left out of every figure",
                Numbers.of("masked", measurement.masked()).map()));
    }
}
