package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.Prompt;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No file lists the tokens that an output answers. For files that were named directly none is expected, unless the other
 * side has one.
 */
public final class TokensMissing implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        List<String> missing = new ArrayList<>();
        boolean expected = false;
        for (OutputFacts side : List.of(evidence.reference(), evidence.test())) {
            boolean isThere = isThere(side.prompt());
            expected |= isThere || !side.named();
            if (!isThere) {
                missing.add(side.prompt().file());
            }
        }
        return missing.isEmpty() || !expected ? Optional.empty() : Optional.of(finding(missing));
    }

    private static boolean isThere(Prompt prompt) {
        return prompt.tokens().isPresent() || !prompt.problems().isEmpty();
    }

    private static Finding finding(List<String> missing) {
        return new Finding(
                Code.TOKENS_MISSING,
                Severity.INFO,
                "not checked whether both outputs are of the same prompt: there is no "
                        + String.join(" and no ", missing)
                        + ". The tools write it next to each output: keep them together",
                Map.of());
    }
}
