package io.github.modelconversion.judge.file;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A tokens file is invalid, so it could not be checked whether both outputs are of the same prompt. */
public final class TokensUnusable implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        List<String> problems = new ArrayList<>();
        problems.addAll(evidence.surroundings().ofReference().prompt().problems());
        problems.addAll(evidence.surroundings().ofTest().prompt().problems());
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(Code.TOKENS_UNUSABLE, Severity.WARNING, String.join("; ", problems), Map.of()));
    }
}
