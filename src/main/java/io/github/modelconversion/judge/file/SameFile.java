package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;

/** Both sides are one file on disk, so nothing was compared. */
public final class SameFile implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return evidence.sameFile();
    }

    @Override
    public Finding finding(Evidence evidence) {
        return finding(evidence.reference().file(), evidence.test().file());
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
