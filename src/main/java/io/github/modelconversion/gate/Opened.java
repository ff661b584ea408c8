package io.github.modelconversion.gate;

import io.github.modelconversion.parallel.Progress;
import io.github.modelconversion.parallel.Threads;

/** Two opened outputs, the outputs for all prompts, or the reason why they could not be opened. */
sealed interface Opened extends AutoCloseable permits ValuePair, RunPair, Pool, Unusable {

    /**
     * Measures the outputs.
     *
     * @param threads the threads to use
     * @param told receives the progress
     */
    Measured measure(Threads threads, Progress told);

    @Override
    void close();
}
