package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.Source;
import java.util.Optional;
import java.util.OptionalLong;

/** A file has several rows, but not one for each token of its prompt. */
final class TokenCount implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        return examine(evidence.reference(), evidence.referenceTokens())
                .or(() -> examine(evidence.test(), evidence.testTokens()));
    }

    private static Optional<Finding> examine(Source source, OptionalLong tokens) {
        long positions = source.shape().positions();
        if (tokens.isEmpty() || positions == 1 || positions == tokens.getAsLong()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Code.TOKEN_COUNT,
                Severity.WARNING,
                source.file() + ": expected a row for each of the " + tokens.getAsLong()
                        + " tokens in the -tokens.bin beside it, found " + positions
                        + " rows. Check positions and width, and that both files are of one run",
                Numbers.of("tokens", tokens.getAsLong())
                        .and("positions", positions)
                        .map()));
    }
}
