package io.github.modelconversion.metric;

import java.util.List;

/**
 * How many figures lie in which bin.
 *
 * @param edges the edges of the bins in ascending order, one more than there are bins; a bin has its lower edge in it
 * @param counts how many figures lie in each bin
 */
public record Histogram(List<Double> edges, List<Long> counts) {

    /** Copies the lists. */
    public Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
    }
}
