package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.conversion.part.PartResult;
import io.github.modelconversion.result.Finding.Code;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tensor's entry in the comparison.
 *
 * @param name its name in the GGUF file
 * @param sources the names of the original tensors it is made from, experts in the order of their numbers
 * @param operation how it is made from them
 * @param expected its dimensions as derived from the original, the fastest-varying first; empty if unknown
 * @param found its dimensions in the GGUF file; empty if absent
 * @param values how its values are stored and compare
 * @param verdict the outcome of the comparison
 */
public record TensorEntry(
        String name,
        List<String> sources,
        Operation operation,
        List<Long> expected,
        List<Long> found,
        TensorValues values,
        Verdict verdict)
        implements PartResult.Entry {

    /** The outcome of comparing a tensor. */
    public enum Verdict {
        /** It is present and has the expected shape; if its values were compared, they agree as far as its type allows. */
        AGREES(null),
        /** The original has it, the GGUF file lacks it. */
        MISSING(Code.WEIGHT_MISSING),
        /** No tensor of the original is its source. */
        UNEXPECTED(Code.WEIGHT_UNEXPECTED),
        /** It has another shape. */
        SHAPE_DIFFERS(Code.WEIGHT_SHAPE),
        /** Its values differ from the original's. */
        WEIGHTS_DIFFER(Code.WEIGHTS_DIFFER),
        /** Its values are rounded more coarsely than its type needs. */
        ROUNDED_COARSELY(Code.QUANTIZATION_ERROR),
        /** There is no rule for it. */
        NOT_CHECKED(Code.NOT_CHECKED);

        private final @Nullable Code code;

        Verdict(@Nullable Code code) {
            this.code = code;
        }

        /** Returns whether the file is wrong. */
        public boolean isWrong() {
            return this == MISSING || this == UNEXPECTED || this == SHAPE_DIFFERS || this == WEIGHTS_DIFFER;
        }
    }

    /** Copies the lists. */
    public TensorEntry {
        sources = List.copyOf(sources);
        expected = List.copyOf(expected);
        found = List.copyOf(found);
    }

    /** Returns the entry with the result of comparing its values. */
    TensorEntry with(TensorValues compared, Verdict outcome) {
        return new TensorEntry(name, sources, operation, expected, found, compared, outcome);
    }

    /** Returns the code of the finding on the tensor; empty if there is none. */
    public Optional<Code> finding() {
        return values.finding().or(() -> Optional.ofNullable(verdict.code));
    }

    @Override
    public boolean isWrong() {
        return verdict.isWrong();
    }

    /** Returns the number of values in the GGUF file. */
    public long count() {
        return found.stream().reduce(1L, Math::multiplyExact);
    }

    /** Returns the original tensors that it is made from, as messages name them. */
    String source() {
        if (sources.isEmpty()) {
            return "config.json";
        }
        return sources.size() == 1
                ? sources.get(0)
                : sources.get(0) + " to " + sources.get(sources.size() - 1) + " (" + sources.size() + " tensors)";
    }
}
