package io.github.modelconversion.gate.rows;

import io.github.modelconversion.input.tensor.CutRows;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.Tail;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.judge.evidence.Padding;
import io.github.modelconversion.judge.evidence.Tails;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.row.DroppedProbability;
import java.io.IOException;
import java.util.Optional;

/**
 * The comparable values of two files: all of them, or the beginning of each row where one side's rows of logits are longer.
 *
 * @param reference the reference's values
 * @param test the same number of values of the test
 * @param width values per row
 * @param longer the side whose rows were cut; empty if neither was
 */
public record ComparableRows(LogitsFile reference, LogitsFile test, long width, Optional<Longer> longer) {

    /** Fewest value pairs worth more than one thread: those of two files of 64 MB. */
    public static final long PARALLEL_FROM = 1L << 24;

    private static final int BLOCK = 1 << 12;

    /**
     * The side whose rows were cut.
     *
     * @param file its values
     * @param width number of values in its rows
     * @param isReference whether it is the reference
     */
    public record Longer(LogitsFile file, long width, boolean isReference) {}

    /**
     * Returns the comparable rows of two files; empty if the shapes do not fit.
     *
     * @param ofReference the rows that the reference is read as
     * @param ofTest the rows that the test is read as
     */
    public static Optional<ComparableRows> of(
            LogitsFile reference, Shape ofReference, LogitsFile test, Shape ofTest, OutputKind kind) {
        long width = Math.min(ofReference.width(), ofTest.width());
        if (ofReference.fits(ofTest)) {
            // A flat side takes the rows of the other side.
            return Optional.of(new ComparableRows(reference, test, width, Optional.empty()));
        }
        long positions = ofReference.positions();
        boolean longerRows = ofTest.positions() == positions && ofReference.width() != ofTest.width();
        if (kind != OutputKind.LOGITS || !longerRows) {
            return Optional.empty();
        }
        boolean isReference = ofReference.width() > ofTest.width();
        return Optional.of(new ComparableRows(
                new CutRows(reference, positions, width),
                new CutRows(test, positions, width),
                width,
                Optional.of(new Longer(
                        isReference ? reference : test, Math.max(ofReference.width(), ofTest.width()), isReference))));
    }

    /** Returns the number of value pairs. */
    public long pairs() {
        return reference.source().shape().count();
    }

    /** Returns one thread if there are few values, or if a file can only be read from its beginning; else all threads. */
    public Threads threads(Threads all) {
        return reference.isSequential() || test.isSequential() || pairs() < PARALLEL_FROM ? all.one() : all;
    }

    /**
     * Reads the longer rows and returns both widths with the largest probability that a cut drops; empty if no row was cut.
     */
    public Optional<Padding> padding() throws IOException {
        if (longer.isEmpty()) {
            return Optional.empty();
        }
        Longer side = longer.get();
        DroppedProbability mass = new DroppedProbability(side.width, width);
        forEachBlock(side.file, 0, mass::add);
        return Optional.of(new Padding(
                side.isReference ? side.width : width, side.isReference ? width : side.width, mass.largest()));
    }

    /** Returns the run of equal values at the end of each side. */
    public Tails tails() throws IOException {
        Tail ofReference = Tail.of(reference);
        Tail ofTest = Tail.of(test);
        boolean isReference = ofReference.length() > ofTest.length();
        return new Tails(
                ofReference,
                ofTest,
                isReference ? meanSquareDistance(test, ofReference) : meanSquareDistance(reference, ofTest));
    }

    private static double meanSquareDistance(LogitsFile file, Tail tail) throws IOException {
        if (tail.length() == 1) {
            return 0;
        }
        double[] sum = {0};
        forEachBlock(file, file.source().shape().count() - tail.length(), (values, count) -> {
            for (int i = 0; i < count; i++) {
                sum[0] += (values[i] - tail.value()) * (values[i] - tail.value());
            }
        });
        return sum[0] / tail.length();
    }

    private static void forEachBlock(LogitsFile file, long from, BlockConsumer consumer) throws IOException {
        long to = file.source().shape().count();
        double[] block = new double[BLOCK];
        try (ValueReader reader = file.reader()) {
            for (long first = from; first < to; first += BLOCK) {
                int now = (int) Math.min(BLOCK, to - first);
                reader.read(first, block, now);
                consumer.accept(block, now);
            }
        }
    }

    @FunctionalInterface
    private interface BlockConsumer {
        void accept(double[] values, int count);
    }
}
