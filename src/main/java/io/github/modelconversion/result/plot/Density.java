package io.github.modelconversion.result.plot;

import java.util.List;

/**
 * How many pairs lie in which cell of a square grid of the reference (across) and the test (up).
 *
 * @param edges the edges of the cells in ascending order, the same for both sides, one more than there are cells in a line;
 *     a cell has its lower edges in it
 * @param counts how many pairs lie in each cell: a list for each interval of the test, with a number for each of the
 *     reference
 */
public record Density(List<Double> edges, List<List<Long>> counts) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when they are not as they should be, in words that follow "expected"
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
