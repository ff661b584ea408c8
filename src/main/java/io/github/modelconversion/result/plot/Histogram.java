package io.github.modelconversion.result.plot;

import java.util.Collections;
import java.util.List;

/**
 * How many figures lie in which bin.
 *
 * @param edges the edges of the bins in ascending order, one more than there are bins; a bin has its lower edge in it
 * @param counts how many figures lie in each bin
 */
public record Histogram(List<Double> edges, List<Long> counts) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when they are not as they should be, in words that follow "expected"
     */
    public Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        checkEdges(edges, counts.size());
        checkCounts(counts);
    }

    /**
     * Checks the edges of bins.
     *
     * @throws IllegalArgumentException when there are no bins, when their number is another, or when the edges are not finite
     *     or do not ascend, in words that follow "expected"
     */
    static void checkEdges(List<Double> edges, int bins) {
        if (bins == 0 || edges.size() != bins + 1) {
            throw new IllegalArgumentException("one edge more than counts, found " + edges.size() + " and " + bins);
        }
        for (int i = 0; i < edges.size(); i++) {
            if (!Double.isFinite(edges.get(i)) || (i > 0 && edges.get(i - 1) >= edges.get(i))) {
                throw new IllegalArgumentException("finite edges that ascend, found " + edges.get(i) + " at " + i);
            }
        }
    }

    /**
     * Checks the counts of bins.
     *
     * @throws IllegalArgumentException when all are 0 or one is less, in words that follow "expected"
     */
    static void checkCounts(List<Long> counts) {
        if (Collections.min(counts) < 0 || Collections.max(counts) == 0) {
            throw new IllegalArgumentException("counts from 0 on that are not all 0, found " + counts);
        }
    }
}
