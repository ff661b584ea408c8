package io.github.modelconversion.result.plot;

import java.util.List;
import java.util.Optional;

/**
 * The plot data of a comparison: counts and extremes in bins whose edges are powers of two or multiples of one, so that
 * rounding never decides a value's bin. Depends only on the values, not on threads.
 *
 * @param pairs number of pairs in {@code errors}, {@code scatter} and {@code errorByMagnitude}: all finite ones of small
 *     files, evenly spaced ones of large files
 * @param of number of pairs in both files
 * @param errors the errors, test − reference; empty if all are 0
 * @param scatter reference against test; empty if all values are equal
 * @param errorByMagnitude the errors by magnitude of the reference, the smallest first; only bins with a pair
 * @param top the largest entries of the row with the largest KL divergence; empty for embeddings and {@code .kld} files
 * @param byPosition the figures of the rows in order, grouped if there are many; empty for one row
 * @param klDivergences the KL divergences of the rows; empty for one row, for embeddings, and if all are 0
 */
public record Plots(
        long pairs,
        long of,
        Optional<Histogram> errors,
        Optional<Density> scatter,
        List<MagnitudeBin> errorByMagnitude,
        Optional<RankedRow> top,
        List<PositionRun> byPosition,
        Optional<Histogram> klDivergences) {

    /** Nothing to show. */
    public static final Plots NONE = ofPairs(0, 0, Optional.empty(), Optional.empty(), List.of());

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they are not in order; the message completes a sentence that starts with
     *     "expected"
     */
    public Plots {
        errorByMagnitude = List.copyOf(errorByMagnitude);
        byPosition = List.copyOf(byPosition);
        for (int i = 1; i < errorByMagnitude.size(); i++) {
            if (errorByMagnitude.get(i - 1).to() > errorByMagnitude.get(i).from()) {
                throw new IllegalArgumentException("magnitudes that ascend, found "
                        + errorByMagnitude.get(i).from() + " after "
                        + errorByMagnitude.get(i - 1).to());
            }
        }
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

    /** Returns whether there is something to show. Avoids the record's equals, whose first call costs a cold JVM 20 ms. */
    public boolean isShown() {
        return of > 0
                || errors.isPresent()
                || scatter.isPresent()
                || !errorByMagnitude.isEmpty()
                || top.isPresent()
                || !byPosition.isEmpty()
                || klDivergences.isPresent();
    }

    /** Returns plots of pairs alone. */
    public static Plots ofPairs(
            long pairs,
            long of,
            Optional<Histogram> errors,
            Optional<Density> scatter,
            List<MagnitudeBin> errorByMagnitude) {
        return new Plots(pairs, of, errors, scatter, errorByMagnitude, Optional.empty(), List.of(), Optional.empty());
    }

    /** Returns these plots with row data added. */
    public Plots withRows(Optional<RankedRow> largest, List<PositionRun> runs, Optional<Histogram> divergences) {
        return new Plots(pairs, of, errors, scatter, errorByMagnitude, largest, runs, divergences);
    }
}
