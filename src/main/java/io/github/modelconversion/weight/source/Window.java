package io.github.modelconversion.weight.source;

import java.io.IOException;

/** The values of another tensor, read in larger pieces because few are wanted at a time. */
final class Window implements WeightValues {

    /** Number of values from which on reading them directly costs less than reading a window. */
    static final int WORTH_FROM = 1 << 11;

    /** Number of values in a window. */
    private static final int SIZE = 1 << 15;

    private final WeightValues source;
    private final int size;
    private float[] held = new float[0];
    private long first;
    private int length;

    Window(WeightValues source) {
        this.source = source;
        this.size = (int) Math.min(SIZE, source.count());
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public void read(long from, int count, float[] values, int at) throws IOException {
        if (count >= WORTH_FROM) {
            source.read(from, count, values, at);
            return;
        }
        if (from < first || from + count > first + length) {
            length = 0;
            held = held.length == 0 ? new float[size] : held;
            first = from / (SIZE / 2) * (SIZE / 2);
            int now = (int) Math.min(size, count() - first);
            source.read(first, now, held, 0);
            length = now;
        }
        System.arraycopy(held, (int) (from - first), values, at, count);
    }
}
