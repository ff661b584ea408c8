package io.github.modelconversion.result.plot;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The figures of consecutive rows; a figure is empty if no row has one or it exceeds a double.
 *
 * @param from the first row's number
 * @param to the last row's number plus one
 * @param meanKlDivergence the mean of their KL divergences in nats; empty for embeddings
 * @param maxKlDivergence the largest of them
 * @param meanNmse the mean NMSE of the rows that have one; empty for {@code .kld} files
 * @param maxNmse the largest of them
 * @param flips the number of these rows with another top-1 token; empty if not known
 */
public record PositionRun(
        long from,
        long to,
        OptionalDouble meanKlDivergence,
        OptionalDouble maxKlDivergence,
        OptionalDouble meanNmse,
        OptionalDouble maxNmse,
        OptionalLong flips) {

    /** Creates a run of rows whose top-1 tokens are not known. */
    public PositionRun(
            long from,
            long to,
            OptionalDouble meanKlDivergence,
            OptionalDouble maxKlDivergence,
            OptionalDouble meanNmse,
            OptionalDouble maxNmse) {
        this(from, to, meanKlDivergence, maxKlDivergence, meanNmse, maxNmse, OptionalLong.empty());
    }

    /** Returns this run with the divergences of another run of the same rows. */
    public PositionRun withDivergencesOf(PositionRun other) {
        return new PositionRun(from, to, other.meanKlDivergence, other.maxKlDivergence, meanNmse, maxNmse, other.flips);
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
