package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A file of tokens is no such file: whether both outputs answer the same prompt could not be checked. */
final class TokensUnusable implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        List<String> problems = Stream.of(
                        evidence.surroundings().ofReference(),
                        evidence.surroundings().ofTest())
                .map(Circumstances::prompt)
                .map(Prompt::problem)
                .flatMap(Optional::stream)
                .toList();
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(Code.TOKENS_UNUSABLE, Severity.WARNING, String.join("; ", problems), Map.of()));
    }
}
