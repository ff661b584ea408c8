package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.Format;
import io.github.modelconversion.logits.Source;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A side was read from text, which keeps about six digits of each value. */
final class LossyText implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        String files = Stream.of(evidence.reference(), evidence.test())
                .filter(source -> source.format() == Format.TEXT)
                .map(Source::file)
                .collect(Collectors.joining(" and "));
        if (files.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.LOSSY_TEXT,
                Severity.WARNING,
                "read from text, in which the tools keep only about 6 digits: " + files
                        + ". Give the .bin file for exact figures",
                Map.of()));
    }
}
