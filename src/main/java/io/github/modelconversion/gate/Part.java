package io.github.modelconversion.gate;

/**
 * One of several shards that were merged.
 *
 * @param state the name of the file that it was read from
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param rows how many rows it has; those of all parts are numbered one part after the other
 */
public record Part(String state, Output reference, Output test, int rows) {}
