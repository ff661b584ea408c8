package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A tokens file is invalid, so it could not be checked whether both outputs are of the same prompt. */
public final class TokensUnusable implements Diagnosis.ByCondition {

    @Override
    public boolean isFound(Evidence evidence) {
        return !evidence.reference().prompt().problems().isEmpty()
                || !evidence.test().prompt().problems().isEmpty();
    }

    @Override
    public Finding finding(Evidence evidence) {
        List<String> problems = new ArrayList<>(evidence.reference().prompt().problems());
        problems.addAll(evidence.test().prompt().problems());
        return new Finding(Code.TOKENS_UNUSABLE, Severity.WARNING, String.join("; ", problems), Map.of());
    }
}
