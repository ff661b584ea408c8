package io.github.modelconversion.conversion.part;

/**
 * One hyper-parameter on both sides.
 *
 * @param key its key in the GGUF file
 * @param original the path and the value in config.json; empty if not stated
 * @param converted its value in the GGUF file; empty if absent
 * @param verdict the outcome of the comparison
 */
public record MetadataEntry(String key, String original, String converted, Verdict verdict)
        implements PartResult.Entry {

    /** The outcome of comparing a hyper-parameter. */
    public enum Verdict {
        /** Both sides state the same value. */
        AGREES,
        /** The sides state different values. */
        DIFFERS,
        /** config.json states it and the architecture needs it, but the file lacks it. */
        MISSING,
        /** The file lacks it, but llama.cpp's default is the value that config.json states. */
        DEFAULT,
        /** config.json does not state it. */
        NOT_STATED,
        /** There is no rule for it. */
        NOT_CHECKED;

        /** Returns whether the file is wrong. */
        public boolean isWrong() {
            return this == DIFFERS || this == MISSING;
        }
    }

    @Override
    public boolean isWrong() {
        return verdict.isWrong();
    }
}
