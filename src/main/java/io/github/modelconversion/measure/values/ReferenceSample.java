package io.github.modelconversion.measure.values;

import io.github.modelconversion.result.measurement.MainCluster;
import java.util.Arrays;
import java.util.Optional;

/**
 * At most {@value #MOST} values of the reference: all of a small one, else one of each of as many equal parts, at a place
 * within it that depends on nothing but the part's number.
 *
 * <p>Several threads may add blocks at once, where no two of them have a value in common.
 */
public final class ReferenceSample {

    static final int MOST = 1 << 12;

    /** What multiplies a part's number to scatter the places: 2^64 divided by the golden ratio, odd. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private final long total;
    private final long part;
    private final double[] values;

    /**
     * Creates a sample that has seen nothing.
     *
     * @param total how many values the reference has; at least 1
     */
    public ReferenceSample(long total) {
        this.total = total;
        this.part = (total - 1) / MOST + 1;
        this.values = new double[(int) ((total - 1) / part + 1)];
        Arrays.fill(values, Double.NaN);
    }

    /**
     * Takes what belongs to the sample from a block.
     *
     * @param first the index of the block's first value, counted over all values
     * @param reference the reference's values
     * @param count how many of them count, from index 0
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

    /** Returns the bulk of the values where groups far apart make up nearly all of their variance. */
    public Optional<MainCluster> bulk() {
        return ValueGroups.bulk(Arrays.stream(values).filter(Double::isFinite).toArray());
    }
}
