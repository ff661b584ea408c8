package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A side was read from text, which keeps about six digits of each value. */
final class LossyText implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        List<String> texts = new ArrayList<>();
        for (Source source : List.of(evidence.reference(), evidence.test())) {
            if (source.format().equals(Format.TEXT)) {
                texts.add(source.file());
            }
        }
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.LOSSY_TEXT,
                Severity.WARNING,
                "read from text, in which the tools keep only about 6 digits: " + String.join(" and ", texts)
                        + ". Give the .bin file for exact figures",
                Map.of()));
    }
}
