package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.gguf.GgufModel;
import io.github.modelconversion.logits.OutputKind;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows of the test are not as wide as the converted model makes them. */
final class UnexpectedWidth implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        OptionalLong expected = evidence.conversion()
                .model()
                .map(model -> expected(evidence.kind(), model))
                .orElse(OptionalLong.empty());
        long found = evidence.test().shape().width();
        return expected.isPresent() && expected.getAsLong() != found
                ? Optional.of(finding(evidence, expected.getAsLong(), found))
                : Optional.empty();
    }

    private static OptionalLong expected(OutputKind kind, GgufModel model) {
        return switch (kind) {
            case LOGITS -> model.vocabularySize();
            case EMBEDDINGS -> model.embeddingLength();
            // Layers pass on rows of several widths.
            case ACTIVATIONS -> OptionalLong.empty();
        };
    }

    private static Finding finding(Evidence evidence, long expected, long found) {
        boolean several = found % expected == 0;
        return new Finding(
                Code.UNEXPECTED_WIDTH,
                Severity.WARNING,
                evidence.test().file() + ": expected rows of " + expected + " values, as "
                        + evidence.conversion().file().orElseThrow() + " has "
                        + (evidence.kind() == OutputKind.LOGITS ? "tokens in its vocabulary" : "values in an embedding")
                        + ", found rows of " + found + ". "
                        + (several
                                ? "If the file holds " + found / expected + " positions, set width to " + expected
                                : "Check that this model wrote the file, and positions and width"),
                Numbers.of("expected", expected).and("found", found).map());
    }
}
