package io.github.modelconversion.input.npy;

import io.github.modelconversion.input.tensor.BinaryValues;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.result.output.Shape;
import java.io.IOException;

/**
 * Delivers a Fortran-order array in C order: entry (i, j, k) of I × J × K has index i + I·(j + J·k), and so on for more
 * dimensions.
 *
 * <p>Neighbours in one order are far apart in the other, so the whole array is held in memory in its own precision, up to
 * {@link NpyFile#LARGEST_TRANSPOSED}. This is the only reader that does not stream.
 */
final class FortranOrder implements ValueReader {

    private final BinaryValues.Held held;
    private final long[] dimensions;

    FortranOrder(BinaryValues values, Shape shape) throws IOException {
        dimensions = shape.dimensions().stream().mapToLong(Long::longValue).toArray();
        held = values.hold();
    }

    @Override
    public void read(long first, double[] into, int count) {
        for (int n = 0; n < count; n++) {
            into[n] = held.value(place(first + n));
        }
    }

    private int place(long index) {
        long rest = index;
        long place = 0;
        long below = 1;
        for (long dimension : dimensions) {
            below *= dimension;
        }
        // From the last dimension, which varies fastest in C order and slowest here, to the first.
        for (int d = dimensions.length - 1; d >= 0; d--) {
            below /= dimensions[d];
            place += rest % dimensions[d] * below;
            rest /= dimensions[d];
        }
        return (int) place;
    }

    @Override
    public void close() {
        // Nothing to close: the values are in memory.
    }
}
