package io.github.modelconversion.gate.rows;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.judge.Causes;
import io.github.modelconversion.judge.evidence.RowOrder;
import io.github.modelconversion.measure.Measurer;
import io.github.modelconversion.measure.SampleReader;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What was measured of comparable rows.
 *
 * @param measurement the figures
 * @param probabilities whether the rows of both sides are probabilities
 * @param order the rows of the test that are nearer to another row of the reference than to their own
 * @param sample sampled rows of both sides; empty if there is nothing to explain
 */
public record MeasuredRows(Measurement measurement, boolean probabilities, RowOrder order, Optional<RowSample> sample) {

    /** Most rows accepted; the figures of more fit into no heap. */
    private static final long MOST_ROWS = 1L << 30;

    /**
     * Measures rows.
     *
     * @param reference the first values of the reference
     * @param test the first values of the test
     * @param threads the threads to use
     * @param done receives the number of pairs measured so far
     */
    public static MeasuredRows of(
            ComparableRows rows, OutputKind kind, Head reference, Head test, Threads threads, LongConsumer done)
            throws IOException {
        requireFew(rows);
        Measurement figures = new Measurer(rows.reference(), rows.test(), rows.width(), kind).measure(threads, done);
        boolean probabilities = kind.hasDistributions()
                && ProbabilityRows.areOnBothSides(
                        reference, test, rows, figures.rows().errors());
        Measurement measurement =
                probabilities ? ProbabilityRows.withDivergences(figures, rows, kind, threads, pairs -> {}) : figures;
        return new MeasuredRows(
                measurement,
                probabilities,
                RowOrderReader.read(rows, kind, measurement),
                Causes.needValues(measurement, kind)
                        ? SampleReader.read(
                                rows.reference(),
                                rows.test(),
                                rows.width(),
                                measurement.rows().errors())
                        : Optional.empty());
    }

    /** Refuses more rows than memory can hold the figures of: each row's figures are kept. */
    private static void requireFew(ComparableRows rows) throws UnusableInputException {
        long count = rows.pairs() / rows.width();
        if (count > MOST_ROWS) {
            throw new UnusableInputException(
                    rows.test().source().file(),
                    "expected at most " + MOST_ROWS + " rows, found " + count,
                    "Set width to the number of values in a row, or compare fewer rows at once");
        }
    }
}
