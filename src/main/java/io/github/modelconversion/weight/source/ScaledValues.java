package io.github.modelconversion.weight.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Rows whose values are multiplied by a scale that a block of them shares. */
final class ScaledValues implements WeightValues {

    private final WeightValues source;
    private final long columns;
    private final WeightValues scales;
    private final long blockRows;
    private final long blockColumns;
    private final int scaleColumns;
    private final float[] scaleRow;

    private ScaledValues(WeightValues source, long columns, WeightValues scales, long blockRows, long blockColumns) {
        this.source = source;
        this.columns = columns;
        this.scales = new Window(scales);
        this.blockRows = blockRows;
        this.blockColumns = blockColumns;
        this.scaleColumns = (int) blocks(columns, blockColumns);
        this.scaleRow = new float[scaleColumns];
    }

    private static long blocks(long length, long size) {
        return (length + size - 1) / size;
    }

    /**
     * Returns the scaled values; empty if the scales do not fit.
     *
     * @param shape the values' rows and columns
     * @param scaleShape the scales' shape: one for all, one for each row, or one for each block
     * @param block rows and columns of a block; empty if there are none
     */
    static Optional<WeightValues> of(
            WeightValues source, List<Long> shape, WeightValues scales, List<Long> scaleShape, List<Integer> block) {
        long rows = shape.get(0);
        long columns = shape.get(1);
        if (scales.count() == 1) {
            return Optional.of(new ScaledValues(source, columns, scales, rows, columns));
        }
        if (block.size() == 2
                && scaleShape.equals(List.of(blocks(rows, block.get(0)), blocks(columns, block.get(1))))) {
            return Optional.of(new ScaledValues(source, columns, scales, block.get(0), block.get(1)));
        }
        return block.isEmpty() && scales.count() == rows && scaleShape.get(0) == rows
                ? Optional.of(new ScaledValues(source, columns, scales, 1, columns))
                : Optional.empty();
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        source.read(first, count, values, at);
        int done = 0;
        while (done < count) {
            long row = (first + done) / columns;
            long column = (first + done) % columns;
            scales.read(row / blockRows * scaleColumns, scaleColumns, scaleRow, 0);
            int now = (int) Math.min(count - done, columns - column);
            for (int i = 0; i < now; i++) {
                values[at + done + i] *= scaleRow[(int) ((column + i) / blockColumns)];
            }
            done += now;
        }
    }
}
