package io.github.modelconversion.result.plot;

import java.util.List;
import java.util.Optional;

/**
 * What pictures of a comparison need: counts and extremes in bins whose edges are powers of two or multiples of one, so
 * that no rounding decides where a value belongs. It depends on the values alone, not on threads.
 *
 * @param pairs how many pairs are in {@code errors}, {@code scatter} and {@code errorByMagnitude}: all finite ones of small
 *     files, evenly spaced ones of large files
 * @param of how many pairs both files have
 * @param errors the errors, test − reference; empty where there is none but 0
 * @param scatter reference against test; empty where all values are the same
 * @param errorByMagnitude the errors by magnitude of the reference, the smallest first; only bins with a pair
 * @param top the largest entries of the row with the largest KL divergence; empty for embeddings and {@code .kld} files
 * @param byPosition the figures of the rows in their order, of several rows each where there are many; empty for one row
 * @param klDivergences the KL divergences of the rows; empty for one row, for embeddings, and where there is none but 0
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
     * @throws IllegalArgumentException when they are not in order, in words that follow "expected"
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

    /** Returns whether there is something to show. Not the record's own equals: its first call costs a cold JVM 20 ms. */
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

    /** Returns these plots with those of rows. */
    public Plots withRows(Optional<RankedRow> largest, List<PositionRun> runs, Optional<Histogram> divergences) {
        return new Plots(pairs, of, errors, scatter, errorByMagnitude, largest, runs, divergences);
    }
}
