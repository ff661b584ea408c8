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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No file lists the tokens that an output answers. For files that were named directly none is expected, unless the other
 * side has one.
 */
public final class TokensMissing implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        List<OutputFacts> sides = List.of(
                evidence.surroundings().ofReference(), evidence.surroundings().ofTest());
        List<String> missing = sides.stream()
                .map(OutputFacts::prompt)
                .filter(prompt -> !isThere(prompt))
                .map(Prompt::file)
                .toList();
        boolean expected = sides.stream().anyMatch(side -> !side.named() || isThere(side.prompt()));
        return missing.isEmpty() || !expected ? Optional.empty() : Optional.of(finding(missing));
    }

    private static boolean isThere(Prompt prompt) {
        return Stream.of(prompt.tokens(), prompt.problem()).anyMatch(Optional::isPresent);
    }

    private static Finding finding(List<String> missing) {
        return new Finding(
                Code.TOKENS_MISSING,
                Severity.INFO,
                "not checked whether both outputs answer the same prompt: there is no "
                        + missing.stream().collect(Collectors.joining(" and no "))
                        + ". The tools write it next to each output: keep them together",
                Map.of());
    }
}
