package io.github.modelconversion.report.words;

/**
 * A fact about a comparison.
 *
 * @param label its label; empty if it continues the previous fact
 * @param text the fact in words
 */
public record Fact(String label, String text) {}
