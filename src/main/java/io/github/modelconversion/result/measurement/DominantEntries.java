package io.github.modelconversion.result.measurement;

/**
 * The entries that make up nearly all of the reference's variance, such as the sentinel of a masked vocabulary.
 *
 * @param count how many they are
 * @param firstIndex the first one's index, counted over all values from 0
 * @param lowest the lowest of their reference values
 * @param highest the highest of their reference values
 * @param without the metrics of all the other entries
 */
public record DominantEntries(long count, long firstIndex, double lowest, double highest, Metrics without) {}
