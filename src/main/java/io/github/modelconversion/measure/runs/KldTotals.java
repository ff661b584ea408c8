package io.github.modelconversion.measure.runs;

import java.util.List;
import java.util.stream.Stream;

/**
 * The state of a {@link KldAccumulator} apart from the per-row figures. A sum is a list of doubles: its exact value rounded,
 * then the remainder rounded, and so on.
 *
 * @param counts the counts
 * @param referenceLoss sum of the reference's losses in nats
 * @param testLoss sum of the test's losses in nats
 * @param lossChange sum of the test's losses minus the reference's
 * @param logProbabilities sums over all log-probabilities
 */
public record KldTotals(
        Counts counts, Sums referenceLoss, Sums testLoss, Sums lossChange, LogProbabilities logProbabilities) {

    /**
     * The counts.
     *
     * @param sameTop rows in which both sides have the same top-1 token
     * @param clippedReferenceTargets rows in which the reference's value for the next token was clipped
     * @param clippedTestTargets the same for the test
     * @param values number of values in all rows
     */
    public record Counts(long sameTop, long clippedReferenceTargets, long clippedTestTargets, long values) {}

    /**
     * The sums of one per-row figure.
     *
     * @param figures Σx
     * @param squares Σx²
     */
    public record Sums(List<Double> figures, List<Double> squares) {

        /** Copies the lists. */
        public Sums {
            figures = List.copyOf(figures);
            squares = List.copyOf(squares);
        }
    }

    /**
     * The sums over all values of all rows, where r and t are the reference's and the test's log-probability.
     *
     * @param squaredErrors Σ(t − r)²
     * @param reference Σr
     * @param squaredReference Σr²
     */
    public record LogProbabilities(List<Double> squaredErrors, List<Double> reference, List<Double> squaredReference) {

        /** Copies the lists. */
        public LogProbabilities {
            squaredErrors = List.copyOf(squaredErrors);
            reference = List.copyOf(reference);
            squaredReference = List.copyOf(squaredReference);
        }
    }

    /**
     * Checks that these are plausible totals for a number of rows.
     *
     * @throws IllegalArgumentException if they are not; the message completes a sentence that starts with "expected"
     */
    void check(int rows) {
        check("rows with the same top", counts.sameTop, 0, rows);
        check("rows with a clipped reference", counts.clippedReferenceTargets, 0, rows);
        check("rows with a clipped test", counts.clippedTestTargets, 0, rows);
        check("values", counts.values, rows, (long) rows * Integer.MAX_VALUE);
        boolean finite = Stream.of(
                        referenceLoss.figures,
                        referenceLoss.squares,
                        testLoss.figures,
                        testLoss.squares,
                        lossChange.figures,
                        lossChange.squares,
                        logProbabilities.squaredErrors,
                        logProbabilities.reference,
                        logProbabilities.squaredReference)
                .flatMap(List::stream)
                .allMatch(Double::isFinite);
        if (!finite) {
            throw new IllegalArgumentException("finite sums, found " + this);
        }
    }

    private static void check(String what, long found, long least, long most) {
        if (found < least || found > most) {
            throw new IllegalArgumentException(least + " to " + most + " " + what + ", found " + found);
        }
    }
}
