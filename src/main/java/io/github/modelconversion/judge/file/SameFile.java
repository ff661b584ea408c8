package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;
import java.util.Optional;

/** Both sides are one file on disk, so nothing was compared. */
public final class SameFile implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.surroundings().sameFile()
                ? Optional.of(
                        finding(evidence.reference().file(), evidence.test().file()))
                : Optional.empty();
    }

    /** Returns the finding for two names of one file. */
    public static Finding finding(String reference, String test) {
        return new Finding(
                Code.SAME_FILE,
                Severity.FAIL,
                "expected two files, found that " + reference + " and " + test
                        + " are one file on disk (links followed). Name the outputs of both engines",
                Map.of());
    }
}
