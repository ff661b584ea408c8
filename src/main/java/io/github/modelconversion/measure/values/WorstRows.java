package io.github.modelconversion.measure.values;

import io.github.modelconversion.result.plot.RankedEntry;
import io.github.modelconversion.result.plot.RankedRow;
import io.github.modelconversion.result.row.RowFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the worst rows, worst first; of equal rows the first. Not safe for use by several threads. */
public final class WorstRows {

    private static final int MOST = 10;

    private final List<RowFigure> rows = new ArrayList<>();
    private final boolean byDivergence;
    private List<RankedEntry> entriesOfWorst = List.of();

    /**
     * Creates an empty list.
     *
     * @param byDivergence whether to rank by the largest KL divergence; otherwise by the lowest cosine similarity
     */
    public WorstRows(boolean byDivergence) {
        this.byDivergence = byDivergence;
    }

    void clear() {
        rows.clear();
        entriesOfWorst = List.of();
    }

    /** Returns whether a row with this divergence or similarity would be kept. */
    boolean admits(double divergence, double similarity) {
        return rows.size() < MOST || badness(divergence, similarity) > badness(rows.get(MOST - 1));
    }

    /**
     * Adds a row if it is bad enough.
     *
     * @param entries its largest entries
     */
    public void add(RowFigure row, List<RankedEntry> entries) {
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
        if (at == 0) {
            entriesOfWorst = entries;
        }
    }

    public void combine(WorstRows next) {
        // Only the first row of another list, its worst, can become the worst of all.
        for (RowFigure row : next.rows) {
            add(row, next.entriesOfWorst);
        }
    }

    private double badness(RowFigure row) {
        return badness(row.klDivergence(), row.cosineSimilarity());
    }

    private double badness(double divergence, double similarity) {
        return byDivergence ? divergence : -similarity;
    }

    /** Returns the largest entries of the worst row; empty if there are no rows. */
    public Optional<RankedRow> top() {
        return entriesOfWorst.isEmpty()
                ? Optional.empty()
                : Optional.of(new RankedRow(rows.get(0).position(), entriesOfWorst));
    }

    public List<RowFigure> list() {
        return rows;
    }
}
