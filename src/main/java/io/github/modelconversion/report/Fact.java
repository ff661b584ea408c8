package io.github.modelconversion.report;

/**
 * Something that is known of a comparison.
 *
 * @param label what it is; empty where it goes on with the one before
 * @param text the fact in words
 */
record Fact(String label, String text) {}
