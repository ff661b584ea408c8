package io.github.modelconversion.result.plot;

/**
 * The errors of the entries whose reference has a given magnitude.
 *
 * @param from smallest magnitude, inclusive: a power of two, or 0
 * @param to largest magnitude, exclusive: a power of two
 * @param pairs number of pairs
 * @param meanAbsoluteError mean of their absolute errors
 * @param maxAbsoluteError largest of their absolute errors
 */
public record MagnitudeBin(double from, double to, long pairs, double meanAbsoluteError, double maxAbsoluteError) {

    /**
     * Checks the bin's edges. NaN marks errors that exceed a double.
     *
     * @throws IllegalArgumentException if they do not ascend from 0 or above; the message completes a sentence that starts
     *     with "expected"
     */
    public MagnitudeBin {
        if (!(from >= 0 && from < Math.min(to, Double.MAX_VALUE))) {
            throw new IllegalArgumentException("magnitudes that ascend from 0, found " + from + " to " + to);
        }
        meanAbsoluteError = Double.isNaN(meanAbsoluteError) ? Double.POSITIVE_INFINITY : meanAbsoluteError;
        maxAbsoluteError = Double.isNaN(maxAbsoluteError) ? Double.POSITIVE_INFINITY : maxAbsoluteError;
    }
}
