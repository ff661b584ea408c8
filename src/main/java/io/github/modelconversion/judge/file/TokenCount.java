package io.github.modelconversion.judge.file;

import io.github.modelconversion.input.tensor.Tokens;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.judge.evidence.OutputFacts;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Optional;

/** A file has several rows, but not one per token of its prompt. */
public final class TokenCount implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        Optional<Finding> ofReference = examine(evidence.reference());
        return ofReference.isPresent() ? ofReference : examine(evidence.test());
    }

    private static Optional<Finding> examine(OutputFacts output) {
        Tokens tokens = output.prompt().tokens().orElse(null);
        long positions = output.shape().positions();
        if (tokens == null || positions == 1 || positions == tokens.count()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.TOKEN_COUNT,
                Severity.WARNING,
                output.file() + ": expected a row for each of the " + tokens.count()
                        + " tokens in " + output.prompt().file() + ", found " + positions
                        + " rows. Check positions and width, and that both files are of one run",
                Numbers.of("tokens", tokens.count()).and("positions", positions).map()));
    }
}
