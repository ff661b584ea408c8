package io.github.modelconversion.result.plot;

import java.util.List;
import java.util.Optional;

/**
 * The plot data of pairs of values.
 *
 * @param pairs number of pairs in {@code errors}, {@code scatter} and {@code errorByMagnitude}: all finite ones of small
 *     files, evenly spaced ones of large files
 * @param of number of pairs in both files
 * @param errors the errors, test − reference; empty if all are 0
 * @param scatter reference against test; empty if all values are equal
 * @param errorByMagnitude the errors by magnitude of the reference, the smallest first; only bins with a pair
 */
public record PairPlots(
        long pairs,
        long of,
        Optional<Histogram> errors,
        Optional<Density> scatter,
        List<MagnitudeBin> errorByMagnitude) {

    /** No pairs. */
    public static final PairPlots NONE = new PairPlots(0, 0, Optional.empty(), Optional.empty(), List.of());

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is not in order; the message completes a sentence that starts with "expected"
     */
    public PairPlots {
        errorByMagnitude = List.copyOf(errorByMagnitude);
        for (int i = 1; i < errorByMagnitude.size(); i++) {
            if (errorByMagnitude.get(i - 1).to() > errorByMagnitude.get(i).from()) {
                throw new IllegalArgumentException("magnitudes that ascend, found "
                        + errorByMagnitude.get(i).from() + " after "
                        + errorByMagnitude.get(i - 1).to());
            }
        }
    }

    /** Returns whether there is something to show. */
    boolean isShown() {
        return of > 0 || errors.isPresent() || scatter.isPresent() || !errorByMagnitude.isEmpty();
    }
}
