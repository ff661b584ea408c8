package io.github.modelconversion.metric;

import java.util.ArrayList;
import java.util.List;

/** Keeps the worst rows, the worst first; of equal ones the first. Not safe for use by several threads. */
final class WorstRows {

    private static final int MOST = 10;

    private final List<RowFigure> rows = new ArrayList<>();
    private final boolean byDivergence;

    /**
     * Creates an empty list.
     *
     * @param byDivergence whether the largest KL divergence is the worst, or else the lowest cosine similarity
     */
    WorstRows(boolean byDivergence) {
        this.byDivergence = byDivergence;
    }

    void clear() {
        rows.clear();
    }

    /** Returns whether a row with this divergence or similarity would get in. */
    boolean admits(double divergence, double similarity) {
        return rows.size() < MOST || badness(divergence, similarity) > badness(rows.get(MOST - 1));
    }

    void add(RowFigure row) {
        if (!admits(row.klDivergence(), row.cosineSimilarity())) {
            return;
        }
        if (rows.size() == MOST) {
            rows.remove(MOST - 1);
        }
        int at = rows.size();
        while (at > 0 && badness(rows.get(at - 1)) < badness(row)) {
            at--;
        }
        rows.add(at, row);
    }

    void merge(WorstRows next) {
        next.rows.forEach(this::add);
    }

    private double badness(RowFigure row) {
        return badness(row.klDivergence(), row.cosineSimilarity());
    }

    private double badness(double divergence, double similarity) {
        return byDivergence ? divergence : -similarity;
    }

    List<RowFigure> list() {
        return rows;
    }
}
