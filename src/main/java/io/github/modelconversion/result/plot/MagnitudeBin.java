package io.github.modelconversion.result.plot;

/**
 * The errors at those entries at which the reference is of one magnitude.
 *
 * @param from the least magnitude: a power of two, or 0
 * @param to what the magnitude is below: a power of two
 * @param pairs how many there are
 * @param meanAbsoluteError the mean of their absolute errors
 * @param maxAbsoluteError the largest of them
 */
public record MagnitudeBin(double from, double to, long pairs, double meanAbsoluteError, double maxAbsoluteError) {

    /**
     * Checks the bin's edges. Errors that are NaN exceed a double.
     *
     * @throws IllegalArgumentException when they do not ascend from 0 or above, in words that follow "expected"
     */
    public MagnitudeBin {
        if (!(from >= 0 && from < Math.min(to, Double.MAX_VALUE))) {
            throw new IllegalArgumentException("magnitudes that ascend from 0, found " + from + " to " + to);
        }
        meanAbsoluteError = Double.isNaN(meanAbsoluteError) ? Double.POSITIVE_INFINITY : meanAbsoluteError;
        maxAbsoluteError = Double.isNaN(maxAbsoluteError) ? Double.POSITIVE_INFINITY : maxAbsoluteError;
    }
}
