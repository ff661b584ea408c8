package io.github.modelconversion.metric;

import java.util.Arrays;

/** One number for each row, in the order of the rows. Takes 8 bytes for each. Not safe for use by several threads. */
final class RowValues {

    private double[] values = {};
    private int count;

    void clear() {
        count = 0;
    }

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, Math.max(16, 2 * count));
        }
        values[count++] = value;
    }

    void addAll(RowValues next) {
        int length = Math.addExact(count, next.count);
        if (length > values.length) {
            values = Arrays.copyOf(values, Math.max(length, 2 * count));
        }
        System.arraycopy(next.values, 0, values, count, next.count);
        count = length;
    }

    double[] copy() {
        return Arrays.copyOf(values, count);
    }
}
