package io.github.modelconversion.weight.view;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;

/**
 * The transposed matrix, or several below each other, in the shape of the original one: the values follow each other as in
 * the transposed matrix, and are divided into rows as before. Reads whole strips of columns, so rows should be read in
 * order. Not thread-safe.
 */
public final class Transposed implements WeightMatrix {

    /** Number of values held. */
    private static final int STRIP = 1 << 21;

    private static final int BLOCK = 1 << 16;

    private final WeightMatrix matrix;
    private final int height;
    private final int held;
    private float[] strip = {};
    private long heldMatrix = -1;
    private int heldColumn;

    /**
     * @param matrix the original matrix
     * @param matrices number of matrices below each other, each of which is transposed
     */
    public Transposed(WeightMatrix matrix, int matrices) {
        this.matrix = matrix;
        this.height = Math.toIntExact(matrix.rows() / matrices);
        this.held = Math.max(1, Math.min(matrix.columns(), STRIP / height));
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
        long size = (long) height * columns();
        long at = first * columns();
        int done = 0;
        while (done < count * columns()) {
            int column = (int) (at % size / height);
            int row = (int) (at % size % height);
            hold(at / size, column);
            int run = Math.min(height - row, count * columns() - done);
            System.arraycopy(strip, (column - heldColumn) * height + row, values, done, run);
            done += run;
            at += run;
        }
    }

    private void hold(long number, int column) throws IOException {
        if (number == heldMatrix && column >= heldColumn && column < heldColumn + held) {
            return;
        }
        strip = strip.length == 0 ? new float[held * height] : strip;
        heldMatrix = number;
        heldColumn = column;
        int width = Math.min(held, columns() - column);
        int rowsAtOnce = Math.max(1, BLOCK / columns());
        float[] block = new float[rowsAtOnce * columns()];
        for (int from = 0; from < height; from += rowsAtOnce) {
            int rows = Math.min(rowsAtOnce, height - from);
            matrix.read(number * height + from, rows, block);
            for (int i = 0; i < width; i++) {
                for (int row = 0; row < rows; row++) {
                    strip[i * height + from + row] = block[row * columns() + column + i];
                }
            }
        }
    }
}
