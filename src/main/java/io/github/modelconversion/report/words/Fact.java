package io.github.modelconversion.report.words;

/**
 * Something that is known of a comparison.
 *
 * @param label what it is; empty where it goes on with the one before
 * @param text the fact in words
 */
public record Fact(String label, String text) {}
