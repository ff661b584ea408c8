package io.github.modelconversion.weight.view;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;

/**
 * Consecutive rows of a matrix.
 *
 * @param matrix the matrix
 * @param start its first row
 * @param rows number of rows
 */
public record Slice(WeightMatrix matrix, long start, long rows) implements WeightMatrix {

    @Override
    public int columns() {
        return matrix.columns();
    }

    @Override
    public void read(long first, int count, float[] values) throws IOException {
        matrix.read(start + first, count, values);
    }
}
