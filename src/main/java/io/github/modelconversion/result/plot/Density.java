package io.github.modelconversion.result.plot;

import java.util.List;

/**
 * The number of pairs per cell of a square grid of the reference (across) and the test (up).
 *
 * @param edges the cell edges in ascending order, the same for both sides, one more than cells in a line; a cell includes
 *     its lower edges
 * @param counts the number of pairs per cell: one list per interval of the test, with one number per interval of the
 *     reference
 */
public record Density(List<Double> edges, List<List<Long>> counts) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they are inconsistent; the message completes a sentence that starts with
     *     "expected"
     */
    public Density {
        edges = List.copyOf(edges);
        counts = counts.stream().map(List::copyOf).toList();
        Histogram.checkEdges(edges, counts.size());
        for (List<Long> line : counts) {
            Histogram.checkEdges(edges, line.size());
        }
        Histogram.checkCounts(counts.stream().flatMap(List::stream).toList());
    }
}
