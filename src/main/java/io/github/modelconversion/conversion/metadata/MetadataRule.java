package io.github.modelconversion.conversion.metadata;

/**
 * How a hyper-parameter of the GGUF file follows from the original.
 *
 * @param key its key without the architecture's name
 * @param expected what it should be
 * @param absent what llama.cpp takes where the file lacks it
 * @param use what it means that the file lacks it
 */
record MetadataRule(String key, Expectation expected, Expectation absent, Use use) {

    /** What it means that a file lacks a hyper-parameter that the original states. */
    enum Use {
        /** The model needs it. */
        NEEDED,
        /** llama.cpp does without. */
        OPTIONAL,
        /** llama.cpp has no such thing for the architecture. */
        UNSUPPORTED
    }

    static MetadataRule needed(String key, Expectation expected) {
        return new MetadataRule(key, expected, Expectation.nothing(), Use.NEEDED);
    }

    static MetadataRule optional(String key, Expectation expected) {
        return new MetadataRule(key, expected, Expectation.nothing(), Use.OPTIONAL);
    }

    static MetadataRule unsupported(String key, Expectation expected) {
        return new MetadataRule(key, expected, Expectation.nothing(), Use.UNSUPPORTED);
    }

    /** Returns the same with what llama.cpp takes where the file lacks it. */
    MetadataRule otherwise(Expectation value) {
        return new MetadataRule(key, expected, value, use);
    }

    /** Returns the same with a number that llama.cpp takes where the file lacks it. */
    MetadataRule otherwise(double value) {
        return otherwise(Expectation.always("llama.cpp's default", value));
    }
}
