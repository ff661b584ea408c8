package io.github.modelconversion.measure.values;

import io.github.modelconversion.result.measurement.MainCluster;
import java.util.Arrays;
import java.util.Optional;

/**
 * At most {@value #MOST} values of the reference: all of a small one, else one value from each of that many equal parts, at
 * a place within the part that depends only on the part's number.
 *
 * <p>Several threads may add blocks concurrently if no two blocks share a value.
 */
public final class ReferenceSample {

    static final int MOST = 1 << 12;

    /** Multiplier of a part's number that scatters the places: 2^64 divided by the golden ratio, odd. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private final long total;
    private final long part;
    private final double[] values;

    /**
     * Creates an empty sample.
     *
     * @param total number of values of the reference; at least 1
     */
    public ReferenceSample(long total) {
        this.total = total;
        this.part = (total - 1) / MOST + 1;
        this.values = new double[(int) ((total - 1) / part + 1)];
        Arrays.fill(values, Double.NaN);
    }

    /**
     * Adds the sampled values of a block.
     *
     * @param first the index of the block's first value, counted over all values
     * @param reference the reference's values
     * @param count number of valid values, from index 0
     */
    public void add(long first, double[] reference, int count) {
        long end = first + count;
        for (int number = (int) (first / part); number < values.length && number * part < end; number++) {
            long place = place(number);
            if (place >= first && place < end) {
                values[number] = reference[(int) (place - first)];
            }
        }
    }

    private long place(int number) {
        long start = number * part;
        return start + Long.remainderUnsigned(number * SCATTER, Math.min(part, total - start));
    }

    /** Returns the main cluster of the values if groups far apart make up nearly all of their variance; else empty. */
    public Optional<MainCluster> bulk() {
        double[] finite = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                finite[count++] = value;
            }
        }
        return ValueGroups.bulk(Arrays.copyOf(finite, count));
    }
}
