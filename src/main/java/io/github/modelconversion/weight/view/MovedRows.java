package io.github.modelconversion.weight.view;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;
import java.util.function.LongUnaryOperator;

/**
 * A matrix with the rows of another one in a different order.
 *
 * @param matrix the other matrix
 * @param source returns, for a row of this matrix, the row of the other one that it holds
 */
public record MovedRows(WeightMatrix matrix, LongUnaryOperator source) implements WeightMatrix {

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
        float[] run = new float[values.length];
        int done = 0;
        while (done < count) {
            long from = source.applyAsLong(first + done);
            int together = 1;
            while (done + together < count && source.applyAsLong(first + done + together) == from + together) {
                together++;
            }
            matrix.read(from, together, run);
            System.arraycopy(run, 0, values, done * columns(), together * columns());
            done += together;
        }
    }
}
