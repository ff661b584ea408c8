package io.github.modelconversion.metric;

import java.util.OptionalInt;

/**
 * An entry of a row that is among the ten largest of at least one side.
 *
 * @param index its index in the row
 * @param reference the reference's value
 * @param test the test's value
 * @param referenceRank its rank in the reference from 1; empty when it is not among the ten largest
 * @param testRank its rank in the test; empty when it is not among the ten largest
 */
public record RankedEntry(long index, double reference, double test, OptionalInt referenceRank, OptionalInt testRank) {}
