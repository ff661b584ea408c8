package io.github.modelconversion.logits;

import java.io.IOException;
import java.util.List;

/**
 * Delivers a Fortran-order array in C order: entry (i, j, k) of I × J × K lies at i + I·(j + J·k).
 *
 * <p>Neighbours in one order are far apart in the other, so the whole array is held in memory, in its own precision;
 * {@link NpyFile#LARGEST_TRANSPOSED} bounds it. This is the one reader that does not stream.
 */
final class FortranOrder implements ValueReader {

    private final BinaryValues.Held held;
    private final long outer;
    private final long middle;
    private final long last;

    FortranOrder(BinaryValues values, Shape shape) throws IOException {
        List<Long> dimensions = shape.dimensions();
        outer = dimensions.get(0);
        last = shape.width();
        middle = shape.count() / outer / last;
        held = values.hold();
    }

    @Override
    public void read(long first, double[] into, int count) {
        for (int n = 0; n < count; n++) {
            long index = first + n;
            long k = index % last;
            long j = index / last % middle;
            long i = index / last / middle;
            into[n] = held.value((int) (i + outer * (j + middle * k)));
        }
    }

    @Override
    public void close() {
        // Nothing is open: the values are in memory.
    }
}
