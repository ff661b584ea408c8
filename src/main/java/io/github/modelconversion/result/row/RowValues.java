package io.github.modelconversion.result.row;

import java.util.Arrays;

/** A growable list of per-row numbers, in row order. Takes 8 bytes per row. Not safe for use by several threads. */
public final class RowValues {

    private double[] values;
    private int count;

    public RowValues() {
        this(0);
    }

    /** Creates an empty list with the given initial capacity in rows. */
    public RowValues(int expected) {
        values = new double[expected];
    }

    public int count() {
        return count;
    }

    public void clear() {
        count = 0;
    }

    public void add(double value) {
        ensureRoom(1);
        values[count++] = value;
    }

    /** Adds every {@code step}-th number in {@code [from, to)}. */
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

    /** Returns every {@code step}-th number, from the first on. */
    public double[] each(long step) {
        double[] some = new double[(int) ((count - 1) / step + 1)];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[(int) (i * step)];
        }
        return some;
    }

    public double[] copy() {
        return Arrays.copyOf(values, count);
    }
}
