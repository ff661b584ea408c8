package io.github.modelconversion.input.tensor;

import java.io.IOException;

/**
 * The run of one repeated value at the end of a file.
 *
 * @param length number of values in the run; at least 1
 * @param value the value
 */
public record Tail(long length, double value) {

    /** Number of values read first; quadrupled as long as all of them are equal. */
    private static final int FIRST = 1 << 10;

    private static final int BLOCK = 1 << 10;

    /**
     * Finds the run from the end of the file; reads a small multiple of the run's length.
     *
     * @throws IOException if the file can no longer be read
     */
    public static Tail of(LogitsFile file) throws IOException {
        long count = file.source().shape().count();
        try (ValueReader reader = file.reader()) {
            long seen = Math.min(count, FIRST);
            Tail tail = within(reader, count - seen, count);
            while (tail.length == seen && seen < count) {
                seen = Math.min(count, 4 * seen);
                tail = within(reader, count - seen, count);
            }
            return tail;
        }
    }

    /** Returns the run at the end of the values with indices in {@code [from, to)}. */
    private static Tail within(ValueReader reader, long from, long to) throws IOException {
        double[] block = new double[BLOCK];
        double value = 0;
        long start = from;
        for (long first = from; first < to; first += BLOCK) {
            int now = (int) Math.min(BLOCK, to - first);
            reader.read(first, block, now);
            for (int i = 0; i < now; i++) {
                // NaN never equals the previous value, so it forms no run.
                if (block[i] != value || first + i == from) {
                    value = block[i];
                    start = first + i;
                }
            }
        }
        return new Tail(to - start, value);
    }
}
