package io.github.modelconversion.conversion.metadata;

import java.util.List;
import java.util.stream.Stream;

/**
 * Derives a GGUF hyper-parameter from the original.
 *
 * @param key its key without the architecture's name; whole if it is one of the tokenizer
 * @param expected its expected value
 * @param absent the value that llama.cpp uses if the file lacks it
 * @param use what it means if the file lacks it
 */
record MetadataRule(String key, Expectation expected, Expectation absent, Use use) {

    /** What it means if a file lacks a hyper-parameter that the original states. */
    enum Use {
        /** The model needs it. */
        NEEDED,
        /** llama.cpp works without it. */
        OPTIONAL,
        /** llama.cpp has no such hyper-parameter for the architecture. */
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

    /** Returns the rules of two lists. */
    static List<MetadataRule> both(List<MetadataRule> first, List<MetadataRule> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Returns the same with the value that llama.cpp uses if the file lacks it. */
    MetadataRule otherwise(Expectation value) {
        return new MetadataRule(key, expected, value, use);
    }

    /** Returns the same with the number that llama.cpp uses if the file lacks it. */
    MetadataRule otherwise(double value) {
        return otherwise(Expectation.always("llama.cpp's default", value));
    }
}
