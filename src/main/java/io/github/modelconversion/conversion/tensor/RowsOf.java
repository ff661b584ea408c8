package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.weight.WeightMatrix;
import io.github.modelconversion.weight.source.WeightValues;
import java.io.IOException;

/**
 * The values of a tensor as rows.
 *
 * @param values the values
 * @param columns number of values in a row
 */
record RowsOf(WeightValues values, int columns) implements WeightMatrix {

    @Override
    public long rows() {
        return values.count() / columns;
    }

    @Override
    public void read(long first, int count, float[] into) throws IOException {
        values.read(first * columns, Math.multiplyExact(count, columns), into, 0);
    }
}
