package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.Closeable;
import java.io.IOException;

/** Reads values of a file at any position. Each thread needs its own reader. */
public interface ValueReader extends Closeable {

    /**
     * Reads values in C order.
     *
     * @param first the index of the first value to read, from 0
     * @param values receives them, from index 0
     * @param count number of values; {@code first + count} is at most the number of values in the file
     * @throws UnusableInputException if the file turns out not to hold what it declared
     * @throws IOException if reading fails
     */
    void read(long first, double[] values, int count) throws IOException;
}
