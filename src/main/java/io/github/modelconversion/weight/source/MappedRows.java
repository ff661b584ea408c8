package io.github.modelconversion.weight.source;

import java.io.IOException;
import java.util.function.LongUnaryOperator;

/** Rows of another tensor in another order, or some of them. */
final class MappedRows implements WeightValues {

    private final WeightValues source;
    private final long rows;
    private final long columns;
    private final LongUnaryOperator origin;

    /**
     * Creates the rows.
     *
     * @param source the other tensor
     * @param rows number of rows
     * @param columns number of values in a row
     * @param origin returns the row of the other tensor that is a row of this one
     */
    MappedRows(WeightValues source, long rows, long columns, LongUnaryOperator origin) {
        this.source = columns < Window.WORTH_FROM ? new Window(source) : source;
        this.rows = rows;
        this.columns = columns;
        this.origin = origin;
    }

    @Override
    public long count() {
        return rows * columns;
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        int done = 0;
        while (done < count) {
            long row = (first + done) / columns;
            long offset = (first + done) % columns;
            long from = origin.applyAsLong(row) * columns + offset;
            long length = columns - offset;
            while (length < count - done && isNext(++row, from + length)) {
                length += columns;
            }
            int now = (int) Math.min(length, count - done);
            source.read(from, now, values, at + done);
            done += now;
        }
    }

    private boolean isNext(long row, long position) {
        return origin.applyAsLong(row) * columns == position;
    }
}
