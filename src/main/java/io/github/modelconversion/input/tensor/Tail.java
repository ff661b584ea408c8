package io.github.modelconversion.input.tensor;

import java.io.IOException;

/**
 * The run of one repeated value that a file ends in.
 *
 * @param length how many values it has; at least 1
 * @param value the value
 */
public record Tail(long length, double value) {

    /** So many values are looked at first; four times as many when all of them are the same. */
    private static final int FIRST = 1 << 10;

    private static final int BLOCK = 1 << 10;

    /**
     * Looks at a file from its end on; reads little more than twice the run.
     *
     * @throws IOException when the file can no longer be read
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

    /** Returns the run that the values before an index end in, counted from another index on. */
    private static Tail within(ValueReader reader, long from, long to) throws IOException {
        double[] block = new double[BLOCK];
        double value = 0;
        long start = from;
        for (long first = from; first < to; first += BLOCK) {
            int now = (int) Math.min(BLOCK, to - first);
            reader.read(first, block, now);
            for (int i = 0; i < now; i++) {
                // NaN is never the same as what was before it, and so no run.
                if (block[i] != value || first + i == from) {
                    value = block[i];
                    start = first + i;
                }
            }
        }
        return new Tail(to - start, value);
    }
}
