package io.github.modelconversion.weight.view;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;

/**
 * A matrix with each value of another one changed.
 *
 * @param matrix the other matrix
 * @param change computes a value
 */
public record ChangedValues(WeightMatrix matrix, Change change) implements WeightMatrix {

    /** A function of a value and its place. */
    @FunctionalInterface
    public interface Change {
        double apply(long row, int column, double value);
    }

    @Override
    public long rows() {
        return matrix.rows();
    }

    @Override
    public int columns() {
        return matrix.columns();
    }

    @Override
    public void read(long first, int count, float[] values) throws IOException {
        matrix.read(first, count, values);
        int at = 0;
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns(); column++) {
                values[at] = (float) change.apply(first + row, column, values[at]);
                at++;
            }
        }
    }
}
