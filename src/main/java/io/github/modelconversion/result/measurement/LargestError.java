package io.github.modelconversion.result.measurement;

/**
 * The entry where the two sides differ most; the first one where several do.
 *
 * @param index the entry's index, counted over all values from 0
 * @param reference the reference's value there
 * @param test the test's value there
 */
public record LargestError(long index, double reference, double test) {}
