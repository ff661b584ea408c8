package io.github.modelconversion.conversion.part;

/**
 * One hyper-parameter on both sides.
 *
 * @param key its key in the GGUF file
 * @param original what config.json says: the path and the value; empty where it says nothing
 * @param converted its value in the GGUF file; empty where the file has none
 * @param verdict what came of comparing them
 */
public record MetadataEntry(String key, String original, String converted, Verdict verdict) {

    /** What came of comparing a hyper-parameter. */
    public enum Verdict {
        /** Both sides say the same. */
        AGREES,
        /** They do not. */
        DIFFERS,
        /** config.json states what the architecture needs and the file lacks it. */
        MISSING,
        /** The file lacks it, and llama.cpp then takes what config.json states. */
        DEFAULT,
        /** config.json says nothing of it. */
        NOT_STATED,
        /** There is no rule for it. */
        NOT_CHECKED;

        /** Returns whether the file is wrong. */
        public boolean isWrong() {
            return this == DIFFERS || this == MISSING;
        }
    }
}
