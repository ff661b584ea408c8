package io.github.modelconversion.weight.view;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;

/** A small matrix in memory. */
public final class HeldMatrix implements WeightMatrix {

    private final int columns;
    private final float[] values;

    /**
     * @param columns number of values in a row
     * @param values the values, row after row
     */
    public HeldMatrix(int columns, float... values) {
        this.columns = columns;
        this.values = values;
    }

    /** Reads a vector, that is, a matrix with one row, as a matrix with one column; returns other matrices as they are. */
    public static WeightMatrix upright(WeightMatrix vector) throws IOException {
        if (vector.rows() != 1) {
            return vector;
        }
        float[] values = new float[vector.columns()];
        vector.read(0, 1, values);
        return new HeldMatrix(1, values);
    }

    @Override
    public long rows() {
        return values.length / columns;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public void read(long first, int count, float[] target) {
        System.arraycopy(values, Math.toIntExact(first * columns), target, 0, count * columns);
    }
}
