package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.Closeable;
import java.io.IOException;

/** Reads rows of log-probabilities in any order. Each thread needs its own reader. */
public interface LogProbabilityReader extends Closeable {

    /**
     * Reads a row.
     *
     * @param row the row's number, from 0
     * @param logProbabilities receives the natural logarithms of the probabilities of all tokens of the vocabulary, from
     *     index 0
     * @return the value that represents itself and everything below it; −∞ if nothing was clipped
     * @throws UnusableInputException if the row is invalid
     * @throws IOException if reading fails
     */
    double read(int row, double[] logProbabilities) throws IOException;
}
