package io.github.modelconversion.result.plot;

import java.util.ArrayList;
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
        List<List<Long>> lines = new ArrayList<>(counts.size());
        List<Long> all = new ArrayList<>();
        Histogram.checkEdges(edges, counts.size());
        for (List<Long> line : counts) {
            Histogram.checkEdges(edges, line.size());
            lines.add(List.copyOf(line));
            all.addAll(line);
        }
        Histogram.checkCounts(all);
        counts = List.copyOf(lines);
    }
}
