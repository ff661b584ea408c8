package io.github.modelconversion.gate.rows;

import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.input.tensor.Logarithms;
import io.github.modelconversion.judge.cause.SoftmaxOutput;
import io.github.modelconversion.measure.Measurer;
import io.github.modelconversion.measure.SampleReader;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.RowErrors;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Detects outputs that hold probabilities. Their divergence follows from their logarithms, without another softmax. */
final class ProbabilityRows {

    private ProbabilityRows() {}

    /** Returns whether the rows of both sides are probabilities. Checks all rows or a sample of whole rows. */
    static boolean areOnBothSides(Head reference, Head test, ComparableRows overlap, RowErrors errors)
            throws IOException {
        return overlap.width() > 1
                && canBe(reference)
                && canBe(test)
                && SampleReader.read(overlap.reference(), overlap.test(), overlap.width(), errors)
                        .filter(SoftmaxOutput::isOnBothSides)
                        .isPresent();
    }

    /** Checks only the first values, which are already in memory. */
    private static boolean canBe(Head side) {
        for (double value : side.values()) {
            if (value < 0 || value > 1) {
                return false;
            }
        }
        return true;
    }

    /** Returns the measurement with divergences computed from the logarithms. */
    static Measurement withDivergences(
            Measurement measurement, ComparableRows overlap, OutputKind kind, Threads threads, LongConsumer done)
            throws IOException {
        return measurement.withDivergencesOf(
                new Measurer(new Logarithms(overlap.reference()), new Logarithms(overlap.test()), overlap.width(), kind)
                        .measure(threads, done));
    }
}
