package io.github.modelconversion.result.measurement;

/**
 * The entries that make up nearly all of the reference's variance, such as the sentinel of a masked vocabulary.
 *
 * @param count number of entries
 * @param firstIndex index of the first entry, counted over all values from 0
 * @param lowest their lowest reference value
 * @param highest their highest reference value
 * @param without the metrics of all other entries
 */
public record DominantEntries(long count, long firstIndex, double lowest, double highest, Metrics without) {}
