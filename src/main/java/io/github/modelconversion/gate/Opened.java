package io.github.modelconversion.gate;

import io.github.modelconversion.measure.Progress;
import io.github.modelconversion.measure.Threads;

/** Two outputs that were opened, or why they could not be. */
sealed interface Opened extends AutoCloseable permits ValuePair, RunPair, Unusable {

    /**
     * Measures the outputs.
     *
     * @param threads the threads to use
     * @param told is told how far it is
     */
    Measured measure(Threads threads, Progress told);

    @Override
    void close();
}
