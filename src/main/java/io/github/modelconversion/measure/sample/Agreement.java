package io.github.modelconversion.measure.sample;

/** How far two samples of values are apart. */
public final class Agreement {

    /** Fewer values prove nothing. */
    public static final int FEWEST = 64;

    private Agreement() {}

    /**
     * Returns the mean of (test − reference)² ÷ the variance of the reference, over as many values as both have; NaN for
     * fewer than {@value #FEWEST}, and where a value is not finite.
     */
    public static double nmse(double[] reference, double[] test) {
        int count = Math.min(reference.length, test.length);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += reference[i];
        }
        double mean = sum / count;
        double variance = 0;
        double error = 0;
        for (int i = 0; i < count; i++) {
            variance += (reference[i] - mean) * (reference[i] - mean);
            error += (test[i] - reference[i]) * (test[i] - reference[i]);
        }
        return count < FEWEST ? Double.NaN : error / variance;
    }
}
