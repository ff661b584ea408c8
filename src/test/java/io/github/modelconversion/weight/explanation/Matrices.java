package io.github.modelconversion.weight.explanation;

import io.github.modelconversion.weight.WeightMatrix;
import io.github.modelconversion.weight.view.HeldMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Row-major matrices for tests. */
final class Matrices {

    private Matrices() {}

    /** Returns {@code count} Gaussian values. */
    static float[] gaussian(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static WeightMatrix of(int columns, float... values) {
        return new HeldMatrix(columns, values);
    }

    static float[] values(WeightMatrix matrix) {
        float[] values = new float[Math.toIntExact(matrix.rows() * matrix.columns())];
        try {
            matrix.read(0, (int) matrix.rows(), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }

    /** Returns a matrix with row {@code source(r)} of another one as row r. */
    static float[] rows(float[] matrix, int columns, IntUnaryOperator source) {
        float[] moved = new float[matrix.length];
        for (int row = 0; row < matrix.length / columns; row++) {
            System.arraycopy(matrix, source.applyAsInt(row) * columns, moved, row * columns, columns);
        }
        return moved;
    }

    /** Returns the transposed matrix. */
    static float[] transposed(float[] matrix, int columns) {
        int rows = matrix.length / columns;
        float[] transposed = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = matrix[row * columns + column];
            }
        }
        return transposed;
    }

    /** Reorders rows as the converter does for queries and keys: {@code reshape(heads, 2, n / 2).swapaxes(1, 2)}. */
    static float[] permuted(float[] matrix, int columns, int heads) {
        int half = matrix.length / columns / heads / 2;
        float[] permuted = new float[matrix.length];
        int to = 0;
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < half; i++) {
                for (int j = 0; j < 2; j++) {
                    System.arraycopy(matrix, ((head * 2 + j) * half + i) * columns, permuted, to, columns);
                    to += columns;
                }
            }
        }
        return permuted;
    }
}
