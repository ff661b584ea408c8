package io.github.modelconversion.metric;

import java.util.Arrays;

/** Numbers in the order of what they belong to. Takes 8 bytes for each. Not safe for use by several threads. */
final class RowValues {

    private double[] values;
    private int count;

    RowValues() {
        this(0);
    }

    /** Makes room for so many rows at once. */
    RowValues(int expected) {
        values = new double[expected];
    }

    int count() {
        return count;
    }

    double get(int row) {
        return values[row];
    }

    void clear() {
        count = 0;
    }

    void add(double value) {
        ensureRoom(1);
        values[count++] = value;
    }

    /** Adds every so manieth of the numbers from one index to before another. */
    void addEach(double[] numbers, int from, int to, long step) {
        ensureRoom((int) ((to - from - 1) / step + 1));
        for (long i = from; i < to; i += step) {
            values[count++] = numbers[(int) i];
        }
    }

    void addAll(RowValues next) {
        ensureRoom(next.count);
        System.arraycopy(next.values, 0, values, count, next.count);
        count += next.count;
    }

    private void ensureRoom(int more) {
        int length = Math.addExact(count, more);
        if (length > values.length) {
            values = Arrays.copyOf(values, Math.max(length, Math.max(16, 2 * count)));
        }
    }

    double[] copy() {
        return Arrays.copyOf(values, count);
    }
}
