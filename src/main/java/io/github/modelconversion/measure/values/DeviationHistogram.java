package io.github.modelconversion.measure.values;

import io.github.modelconversion.result.measurement.MainCluster;
import java.util.Optional;

/**
 * Detects, in one pass and constant memory, whether a few entries make up nearly all of the reference's variance.
 *
 * <p>Entries are sorted into buckets by their distance from the mean: by the exponent and the first five bits of the
 * mantissa, so the distances within a bucket differ by at most 3 %. The farthest buckets that hold at most one in
 * {@value #ONE_IN_FEW} of the entries dominate when, without them, less than 1 − {@value #MOST} of the sum of squared
 * deviations (each from its own mean) remains.
 *
 * <p>Not safe for use by several threads.
 */
public final class DeviationHistogram {

    /** At most one entry in this many counts as few: 2 %. */
    static final int ONE_IN_FEW = 50;

    /** More than this share of the variance counts as nearly all. */
    static final double MOST = 0.99;

    /**
     * Smallest largest squared deviation, as a multiple of the variance, at which few entries can dominate: p ≤ 0.02 of the
     * entries, which carry 0.99 of the variance when removed, carry at least 0.99 · (1 − p) of it in place, so one of them
     * has at least 0.99 · 0.98 ÷ 0.02 = 48.5 times the variance.
     */
    public static final double POSSIBLE_FROM = 48;

    private static final int DROPPED_BITS = 52 - 5;
    private static final int BUCKETS = 1 << (11 + 5);

    private final double mean;
    private final long[] counts = new long[BUCKETS];
    private final double[] deviations = new double[BUCKETS];
    private final double[] squares = new double[BUCKETS];

    /**
     * Prepares the pass.
     *
     * @param mean the reference's mean
     */
    public DeviationHistogram(double mean) {
        this.mean = mean;
    }

    /**
     * Adds the next block of the reference; non-finite values are ignored.
     *
     * @param reference the values
     * @param count number of valid values, from index 0
     */
    public void add(double[] reference, int count) {
        for (int i = 0; i < count; i++) {
            double deviation = reference[i] - mean;
            if (Double.isFinite(deviation)) {
                int bucket = bucket(Math.abs(deviation));
                counts[bucket]++;
                deviations[bucket] += deviation;
                squares[bucket] += deviation * deviation;
            }
        }
    }

    private static int bucket(double distance) {
        return (int) (Double.doubleToRawLongBits(distance) >>> DROPPED_BITS);
    }

    /** Returns the range of the other entries; empty if no few entries dominate the variance. */
    public Optional<MainCluster> bulk() {
        long all = 0;
        double squaresOfAll = 0;
        long[] countBelow = new long[BUCKETS];
        double[] squaresBelow = new double[BUCKETS];
        double deviationsOfAll = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            countBelow[bucket] = all;
            squaresBelow[bucket] = all == 0 ? 0 : squaresOfAll - deviationsOfAll * deviationsOfAll / all;
            all += counts[bucket];
            deviationsOfAll += deviations[bucket];
            squaresOfAll += squares[bucket];
        }
        for (int bucket = BUCKETS - 1; bucket >= 0 && (all - countBelow[bucket]) * ONE_IN_FEW <= all; bucket--) {
            if (counts[bucket] > 0 && squaresBelow[bucket] < (1 - MOST) * squaresOfAll) {
                double dominantFrom = Double.longBitsToDouble((long) bucket << DROPPED_BITS);
                return Optional.of(new MainCluster(mean - dominantFrom, mean + dominantFrom));
            }
        }
        return Optional.empty();
    }
}
