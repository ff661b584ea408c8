package io.github.modelconversion.result.plot;

import java.util.OptionalDouble;

/**
 * The figures of consecutive rows; a figure is empty if no row has one or it exceeds a double.
 *
 * @param from the first row's number
 * @param to the last row's number plus one
 * @param meanKlDivergence the mean of their KL divergences in nats; empty for embeddings
 * @param maxKlDivergence the largest of them
 * @param meanNmse the mean NMSE of the rows that have one; empty for {@code .kld} files
 * @param maxNmse the largest of them
 */
public record PositionRun(
        long from,
        long to,
        OptionalDouble meanKlDivergence,
        OptionalDouble maxKlDivergence,
        OptionalDouble meanNmse,
        OptionalDouble maxNmse) {

    /** Returns this run with the divergences of another run of the same rows. */
    public PositionRun withDivergencesOf(PositionRun other) {
        return new PositionRun(from, to, other.meanKlDivergence, other.maxKlDivergence, meanNmse, maxNmse);
    }

    /**
     * Checks that there are rows.
     *
     * @throws IllegalArgumentException if there are none; the message completes a sentence that starts with "expected"
     */
    public PositionRun {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("positions that ascend from 0, found " + from + " to " + to);
        }
    }
}
