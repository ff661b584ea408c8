package io.github.modelconversion.weight.source;

import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/** A function of each value of another tensor, rounded to float32. */
final class Computed implements WeightValues {

    private final WeightValues source;
    private final DoubleUnaryOperator function;

    Computed(WeightValues source, DoubleUnaryOperator function) {
        this.source = source;
        this.function = function;
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        source.read(first, count, values, at);
        for (int i = at; i < at + count; i++) {
            values[i] = (float) function.applyAsDouble(values[i]);
        }
    }
}
