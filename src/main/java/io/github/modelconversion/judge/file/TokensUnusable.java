package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A tokens file is invalid, so it could not be checked whether both outputs answer the same prompt. */
public final class TokensUnusable implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        List<String> problems = Stream.of(
                        evidence.surroundings().ofReference(),
                        evidence.surroundings().ofTest())
                .map(OutputFacts::prompt)
                .map(Prompt::problem)
                .flatMap(Optional::stream)
                .toList();
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(Code.TOKENS_UNUSABLE, Severity.WARNING, String.join("; ", problems), Map.of()));
    }
}
