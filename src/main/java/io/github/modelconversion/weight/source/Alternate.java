package io.github.modelconversion.weight.source;

import java.io.IOException;

/** Every second value of another tensor. */
final class Alternate implements WeightValues {

    private final WeightValues source;
    private final int start;

    private float[] both = new float[0];

    /**
     * Creates the values.
     *
     * @param start the number of the first value to take, 0 or 1
     */
    Alternate(WeightValues source, int start) {
        this.source = source;
        this.start = start;
    }

    @Override
    public long count() {
        return source.count() / 2;
    }

    @Override
    public void read(long first, int count, float[] values, int at) throws IOException {
        if (both.length < 2 * count) {
            both = new float[2 * count];
        }
        source.read(2 * first, 2 * count, both, 0);
        for (int i = 0; i < count; i++) {
            values[at + i] = both[2 * i + start];
        }
    }
}
