package io.github.modelconversion.result.measurement;

/**
 * The entry with the largest difference between the two sides; the first of several.
 *
 * @param index the entry's index, counted over all values from 0
 * @param reference the reference's value there
 * @param test the test's value there
 */
public record LargestError(long index, double reference, double test) {}
