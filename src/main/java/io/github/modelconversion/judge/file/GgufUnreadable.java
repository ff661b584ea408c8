package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;
import java.util.Optional;

/** The converted model exists, but its GGUF cannot be read, so its type is taken from its name. */
public final class GgufUnreadable implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.conversion()
                .problem()
                .map(problem -> new Finding(
                        Code.GGUF_UNREADABLE,
                        Severity.WARNING,
                        problem + ". The type is taken from the model's name",
                        Map.of()));
    }
}
