package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import java.util.Map;
import java.util.Optional;

/** Both sides are one file on disk, so nothing was compared. */
final class SameFile implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return evidence.surroundings().sameFile()
                ? Optional.of(new Finding(
                        Code.SAME_FILE,
                        Severity.FAIL,
                        "expected two files, found that " + evidence.reference().file() + " and "
                                + evidence.test().file()
                                + " are one file on disk (links followed). Name the outputs of both engines",
                        Map.of()))
                : Optional.empty();
    }
}
