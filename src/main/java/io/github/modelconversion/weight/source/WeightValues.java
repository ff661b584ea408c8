package io.github.modelconversion.weight.source;

import java.io.IOException;

/** The values of a tensor, numbered in the order in which a GGUF file stores them. For one thread. */
public interface WeightValues {

    /** Returns the number of values. */
    long count();

    /**
     * Reads values.
     *
     * @param first the number of the first value
     * @param count number of values; {@code first + count} is at most {@link #count()}
     * @param values receives the values
     * @param at index of the first value in {@code values}
     * @throws IOException if a file cannot be read
     */
    void read(long first, int count, float[] values, int at) throws IOException;
}
