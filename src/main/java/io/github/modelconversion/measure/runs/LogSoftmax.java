package io.github.modelconversion.measure.runs;

import io.github.modelconversion.measure.sum.VectorLoops;

/** Converts rows of logits to log-probabilities. Not safe for use by several threads. */
public final class LogSoftmax {

    private static final int STRETCH = VectorLoops.STRETCH;

    private final double[] values = VectorLoops.lanes();
    private final double[] weights = VectorLoops.lanes();
    private final double[] sums = VectorLoops.lanes();

    /**
     * Subtracts log Σe<sup>logit</sup> from each logit of a row. The error of that logarithm is below 1e-12 nats plus a unit
     * in the last place of the largest logit.
     *
     * @param logits the row, all finite; receives the log-probabilities
     * @param count number of valid values, from index 0
     */
    public void apply(double[] logits, int count) {
        double largest = logits[0];
        for (int i = 1; i < count; i++) {
            largest = Math.max(largest, logits[i]);
        }
        VectorLoops.clear(sums, 0);
        for (int from = 0; from < count; from += STRETCH) {
            int now = Math.min(STRETCH, count - from);
            System.arraycopy(logits, from, values, 0, now);
            VectorLoops.exponentiate(values, largest, weights, now);
            VectorLoops.accumulate(sums, weights, now);
        }
        subtract(logits, largest, StrictMath.log(VectorLoops.sum(sums)), count);
    }

    /** Subtracts in two steps: the first is exact where it matters, whereas the sum of both constants would be rounded. */
    private static void subtract(double[] logits, double largest, double rest, int count) {
        for (int i = 0; i < count; i++) {
            logits[i] = (logits[i] - largest) - rest;
        }
    }
}
