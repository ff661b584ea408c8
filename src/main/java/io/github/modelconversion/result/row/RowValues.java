package io.github.modelconversion.result.row;

import java.util.Arrays;

/** Numbers in the order of what they belong to. Takes 8 bytes for each. Not safe for use by several threads. */
public final class RowValues {

    private double[] values;
    private int count;

    public RowValues() {
        this(0);
    }

    /** Makes room for so many rows at once. */
    public RowValues(int expected) {
        values = new double[expected];
    }

    public int count() {
        return count;
    }

    double get(int row) {
        return values[row];
    }

    public void clear() {
        count = 0;
    }

    public void add(double value) {
        ensureRoom(1);
        values[count++] = value;
    }

    /** Adds every so manieth of the numbers from one index to before another. */
    public void addEach(double[] numbers, int from, int to, long step) {
        ensureRoom((int) ((to - from - 1) / step + 1));
        for (long i = from; i < to; i += step) {
            values[count++] = numbers[(int) i];
        }
    }

    public void addAll(RowValues next) {
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

    public double[] copy() {
        return Arrays.copyOf(values, count);
    }
}
