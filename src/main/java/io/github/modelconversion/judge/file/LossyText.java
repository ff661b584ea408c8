package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A side was read from text, which keeps about six digits of each value. */
public final class LossyText implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        List<String> texts = new ArrayList<>();
        for (Source source : List.of(evidence.reference(), evidence.test())) {
            if (source.format().isText()) {
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
