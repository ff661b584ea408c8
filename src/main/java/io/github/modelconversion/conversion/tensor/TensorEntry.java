package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Operation;
import java.util.List;

/**
 * A tensor's entry in the comparison; its values are not read.
 *
 * @param name its name in the GGUF file
 * @param sources the names of the original tensors it is made from, experts in the order of their numbers
 * @param operation how it is made from them
 * @param expected its dimensions as derived from the original, the fastest-varying first; empty if unknown
 * @param found its dimensions in the GGUF file; empty if absent
 * @param verdict the outcome of the comparison
 */
public record TensorEntry(
        String name,
        List<String> sources,
        Operation operation,
        List<Long> expected,
        List<Long> found,
        Verdict verdict) {

    /** The outcome of comparing a tensor's presence and shape. */
    public enum Verdict {
        /** It is present and has the expected shape. */
        AGREES,
        /** The original has it, the GGUF file lacks it. */
        MISSING,
        /** No tensor of the original is its source. */
        UNEXPECTED,
        /** It has another shape. */
        SHAPE_DIFFERS,
        /** There is no rule for it. */
        NOT_CHECKED;

        /** Returns whether the file is wrong. */
        public boolean isWrong() {
            return this == MISSING || this == UNEXPECTED || this == SHAPE_DIFFERS;
        }
    }

    /** Copies the lists. */
    public TensorEntry {
        sources = List.copyOf(sources);
        expected = List.copyOf(expected);
        found = List.copyOf(found);
    }
}
