package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import java.util.Map;
import java.util.Optional;

/** Entries that are −inf on both sides were left out of every figure. */
final class MaskedEntries implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.measurement()
                .filter(measurement -> measurement.masked() > 0)
                .map(measurement -> new Finding(
                        Code.MASKED_ENTRIES,
                        Severity.INFO,
                        measurement.masked()
                                + " entries are -inf on both sides (masked vocabulary): left out of every figure",
                        Map.of("masked", measurement.masked())));
    }
}
