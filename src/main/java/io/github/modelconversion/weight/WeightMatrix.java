package io.github.modelconversion.weight;

import java.io.IOException;

/**
 * A tensor's values as a matrix of float32, read from its file on request. A row is contiguous in the GGUF file; all
 * dimensions but the fastest-varying one are folded into the rows.
 */
public interface WeightMatrix {

    /** Returns the number of rows. */
    long rows();

    /** Returns the number of values in a row. */
    int columns();

    /**
     * Reads whole rows.
     *
     * @param first the first row
     * @param count number of rows
     * @param values receives the values, row after row; may be longer
     * @throws IOException if the file cannot be read
     */
    void read(long first, int count, float[] values) throws IOException;
}
