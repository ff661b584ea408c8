package io.github.modelconversion.result.plot;

import java.util.Collections;
import java.util.List;

/**
 * The number of figures per bin.
 *
 * @param edges the bin edges in ascending order, one more than bins; a bin includes its lower edge
 * @param counts the number of figures per bin
 */
public record Histogram(List<Double> edges, List<Long> counts) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they are inconsistent; the message completes a sentence that starts with
     *     "expected"
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
     * @throws IllegalArgumentException if there are no bins, if their number differs, or if the edges are not finite or not
     *     ascending; the message completes a sentence that starts with "expected"
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
     * @throws IllegalArgumentException if all are 0 or one is negative; the message completes a sentence that starts with
     *     "expected"
     */
    static void checkCounts(List<Long> counts) {
        if (Collections.min(counts) < 0 || Collections.max(counts) == 0) {
            throw new IllegalArgumentException("counts from 0 on that are not all 0, found " + counts);
        }
    }
}
