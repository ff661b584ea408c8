package io.github.modelconversion.judge.row;

import io.github.modelconversion.input.gguf.Conversion;
import io.github.modelconversion.input.gguf.GgufModel;
import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The test's rows do not have the width of the converted model, have one value each, or are several rows taken for one.
 */
public final class UnexpectedWidth implements Diagnosis {

    @Override
    public Optional<Finding> examine(Evidence evidence) {
        long found = evidence.test().shape().width();
        if (evidence.conversion() instanceof Conversion.OfFile file) {
            OptionalLong expected = expected(evidence.kind(), file.model());
            if (expected.isPresent() && expected.getAsLong() != found) {
                return Optional.of(finding(evidence, file.file(), expected.getAsLong(), found));
            }
        }
        OptionalLong period = evidence.rowFacts().period();
        if (period.isPresent()) {
            return Optional.of(ofSeveralRows(evidence, period.getAsLong(), found));
        }
        long rows = evidence.test().shape().positions();
        return found == 1 && rows > 1 && evidence.kind() != OutputKind.ACTIVATIONS
                ? Optional.of(ofOneValue(evidence, rows))
                : Optional.empty();
    }

    private static Finding ofSeveralRows(Evidence evidence, long period, long found) {
        return new Finding(
                Code.UNEXPECTED_WIDTH,
                Severity.WARNING,
                evidence.reference().file() + ": expected one row of logits, found " + found
                        + " values that repeat every " + period + " values, as rows of one model do. "
                        + "The top-1 token and the KL divergence are those of all values as one row: if the file holds "
                        + found / period + " rows, set width to " + period,
                Numbers.of("expected", period).and("found", found).map());
    }

    private static Finding ofOneValue(Evidence evidence, long rows) {
        return new Finding(
                Code.UNEXPECTED_WIDTH,
                Severity.WARNING,
                evidence.test().file() + ": expected rows of several values, found " + rows + " rows of one value: "
                        + (evidence.kind() == OutputKind.LOGITS
                                ? "a row of one value has no KL divergence, no top-1 token and no direction"
                                : "a row of one value has no direction")
                        + ". Set width to the number of values in a row, or positions to the number of rows",
                Numbers.of("rows", rows).map());
    }

    private static OptionalLong expected(OutputKind kind, GgufModel model) {
        return switch (kind) {
            case LOGITS -> model.vocabularySize();
            case EMBEDDINGS -> model.embeddingLength();
            // Layers produce rows of several widths.
            case ACTIVATIONS -> OptionalLong.empty();
        };
    }

    private static Finding finding(Evidence evidence, String file, long expected, long found) {
        boolean several = found % expected == 0;
        return new Finding(
                Code.UNEXPECTED_WIDTH,
                Severity.WARNING,
                evidence.test().file() + ": expected rows of " + expected + " values, as " + file + " has "
                        + (evidence.kind() == OutputKind.LOGITS ? "tokens in its vocabulary" : "values in an embedding")
                        + ", found rows of " + found + ". "
                        + (several
                                ? "If the file holds " + found / expected + " positions, set width to " + expected
                                : "Check that this model wrote the file, and positions and width"),
                Numbers.of("expected", expected).and("found", found).map());
    }
}
