package io.github.modelconversion.measure.sample;

/** Measures the difference between two samples of values. */
public final class Agreement {

    /** Fewest values that prove anything. */
    public static final int FEWEST = 64;

    private Agreement() {}

    /**
     * Returns the mean of (test − reference)² ÷ the variance of the reference, over the length of the shorter sample; NaN
     * for fewer than {@value #FEWEST} values or if a value is not finite.
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
