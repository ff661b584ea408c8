package io.github.modelconversion.result.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plot data of rows.
 *
 * @param top the largest entries of the row with the largest KL divergence; empty for embeddings and {@code .kld} files
 * @param byPosition the figures of the rows in order, grouped if there are many; empty for one row
 * @param klDivergences the KL divergences of the rows; empty for one row, for embeddings, and if all are 0
 */
public record RowPlots(Optional<RankedRow> top, List<PositionRun> byPosition, Optional<Histogram> klDivergences) {

    /** No rows. */
    public static final RowPlots NONE = new RowPlots(Optional.empty(), List.of(), Optional.empty());

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the rows are not in order or a divergence is not above 0; the message completes a
     *     sentence that starts with "expected"
     */
    public RowPlots {
        byPosition = List.copyOf(byPosition);
        for (int i = 1; i < byPosition.size(); i++) {
            if (byPosition.get(i - 1).to() != byPosition.get(i).from()) {
                throw new IllegalArgumentException(
                        "consecutive positions, found " + byPosition.get(i).from() + " after "
                                + byPosition.get(i - 1).to());
            }
        }
        if (klDivergences.isPresent() && klDivergences.get().edges().get(1) <= 0) {
            throw new IllegalArgumentException(
                    "divergences above 0, found " + klDivergences.get().edges());
        }
    }

    /** Returns whether there is something to show. */
    boolean isShown() {
        return top.isPresent() || !byPosition.isEmpty() || klDivergences.isPresent();
    }

    /** Returns these plots of probabilities with the divergences of their logarithms. */
    public RowPlots withDivergencesOf(RowPlots logarithms) {
        List<PositionRun> runs = new ArrayList<>();
        for (int i = 0; i < byPosition.size() && !logarithms.byPosition.isEmpty(); i++) {
            runs.add(byPosition.get(i).withDivergencesOf(logarithms.byPosition.get(i)));
        }
        return new RowPlots(logarithms.top, runs, logarithms.klDivergences);
    }
}
