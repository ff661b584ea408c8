package io.github.modelconversion.logits;

import java.io.Closeable;
import java.io.IOException;

/** An opened file of values. One reader per container implements it; {@link Container} knows them all. */
public interface LogitsFile extends Closeable {

    /** Returns the file's name, format and shape. */
    Source source();

    /**
     * Reads values in C order.
     *
     * @param first the index of the first value to read, from 0
     * @param values receives them, from index 0
     * @param count how many; {@code first + count} is at most the number of values in the file
     * @throws UnusableInputException when the file turns out not to hold what it promised
     * @throws IOException when reading fails
     */
    void read(long first, double[] values, int count) throws IOException;
}
