package io.github.modelconversion.measure.runs;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a {@link KldAccumulator} keeps besides the figures of single rows. A sum is a list of doubles: its exact value
 * rounded, what that leaves rounded, and so on.
 *
 * @param counts what was counted
 * @param referenceLoss the losses of the reference in nats
 * @param testLoss the losses of the test
 * @param lossChange the test's losses less the reference's
 * @param logProbabilities all log-probabilities
 */
public record KldTotals(
        Counts counts, Sums referenceLoss, Sums testLoss, Sums lossChange, LogProbabilities logProbabilities) {

    /**
     * What was counted.
     *
     * @param sameTop rows in which both sides have their largest value at the same token
     * @param clippedReferenceTargets rows in which the reference's value of the next token was clipped
     * @param clippedTestTargets the same of the test
     * @param values the values of all rows
     */
    public record Counts(long sameTop, long clippedReferenceTargets, long clippedTestTargets, long values) {}

    /**
     * The sums of a figure that each row has.
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
     * The sums over all values of all rows, with r the reference's and t the test's log-probability.
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
     * Checks that these can be the totals of a number of rows.
     *
     * @throws IllegalArgumentException when they cannot, in words that follow "expected"
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
