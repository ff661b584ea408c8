package io.github.modelconversion.weight.source;

import java.io.IOException;

/** Matrices of another tensor, each transposed. Holds some columns of one matrix at a time. */
final class Transposed implements WeightValues {

    /** Most values held, unless one column has more. */
    private static final int MOST_HELD = 1 << 19;

    private final WeightValues source;
    private final int rows;
    private final int columns;
    private final int width;

    private float[] line = new float[0];
    private float[] tile = new float[0];
    private long held = -1;

    /**
     * Creates the transposed matrices.
     *
     * @param source the matrices, one after the other
     * @param rows number of rows of each
     * @param columns number of columns of each
     */
    Transposed(WeightValues source, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.width = Math.max(1, Math.min(columns, MOST_HELD / rows));
        this.source = width == columns ? new Window(source) : source;
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        int done = 0;
        while (done < count) {
            long column = (first + done) / rows;
            int row = (int) ((first + done) % rows);
            long matrix = column / columns;
            int inMatrix = (int) (column % columns);
            hold(matrix, inMatrix / width);
            int now = Math.min(count - done, rows - row);
            System.arraycopy(tile, inMatrix % width * rows + row, values, at + done, now);
            done += now;
        }
    }

    /** Holds the columns of a tile, one after the other. */
    private void hold(long matrix, int number) throws IOException {
        long wanted = matrix * columns + number;
        if (wanted == held) {
            return;
        }
        held = -1;
        if (tile.length == 0) {
            line = new float[width];
            tile = new float[width * rows];
        }
        int from = number * width;
        int here = Math.min(width, columns - from);
        for (int row = 0; row < rows; row++) {
            source.read((matrix * rows + row) * columns + from, here, line, 0);
            for (int i = 0; i < here; i++) {
                tile[i * rows + row] = line[i];
            }
        }
        held = wanted;
    }
}
