package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Operation;
import java.util.List;

/**
 * What is known of a tensor without reading its values.
 *
 * @param name its name in the GGUF file
 * @param sources the names of the original tensors that it is made of, experts in the order of their numbers
 * @param operation how it is made of them
 * @param expected its dimensions as they follow from the original, the one that runs fastest first; empty where that is not
 *     known
 * @param found its dimensions in the GGUF file; empty where it is not there
 * @param verdict what came of it
 */
public record TensorEntry(
        String name,
        List<String> sources,
        Operation operation,
        List<Long> expected,
        List<Long> found,
        Verdict verdict) {

    /** What came of comparing a tensor's place and shape. */
    public enum Verdict {
        /** It is there, and has the shape that it should have. */
        AGREES,
        /** The original has it, the GGUF file lacks it. */
        MISSING,
        /** No tensor of the original gives it. */
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
