package io.github.modelconversion.measure;

import io.github.modelconversion.input.kld.KldFile;
import io.github.modelconversion.input.kld.KldTokens;
import io.github.modelconversion.input.tensor.LogProbabilityReader;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.measure.runs.KldAccumulator;
import io.github.modelconversion.measure.runs.KldKernel;
import io.github.modelconversion.measure.runs.KldRow;
import io.github.modelconversion.parallel.OrderedTasks;
import io.github.modelconversion.parallel.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Measures the rows of a {@code .kld} file against those of another one, or against logits. Each row is measured on its own
 * and the rows are added in order, so the result depends on nothing else.
 */
public final class KldMeasurer {

    private final KldFile reference;
    private final Rows test;
    private final int rowsInPiece;

    private KldMeasurer(KldFile reference, Rows test) {
        this.reference = reference;
        this.test = test;
        this.rowsInPiece = reference.rowsAtOnce();
    }

    /**
     * Prepares to measure two {@code .kld} files.
     *
     * @throws IllegalArgumentException if their shapes differ; checking that their tokens are equal is up to the caller
     */
    public static KldMeasurer of(KldFile reference, KldFile test) {
        if (!reference.fits(test)) {
            throw new IllegalArgumentException(reference.name() + " and " + test.name() + " have different shapes");
        }
        return new KldMeasurer(reference, test::reader);
    }

    /**
     * Prepares to measure logits.
     *
     * @throws IllegalArgumentException if their shapes differ
     */
    public static KldMeasurer of(KldFile reference, LogitsFile test) {
        if (!SoftmaxRows.fit(reference, test)) {
            throw new IllegalArgumentException(
                    reference.name() + " and " + test.source().file() + " have different shapes");
        }
        return new KldMeasurer(reference, () -> SoftmaxRows.of(reference, test));
    }

    /**
     * Measures all rows.
     *
     * @param threads the threads to use
     * @param done receives the number of value pairs measured so far
     */
    public KldAccumulator measure(Threads threads, LongConsumer done) throws IOException {
        KldAccumulator whole = new KldAccumulator(reference.rows());
        long pieces = (reference.rows() + rowsInPiece - 1L) / rowsInPiece;
        new OrderedTasks<List<KldRow>>(pieces, ArrayList::new, Worker::new).run(threads, (rows, piece) -> {
            rows.forEach(whole::add);
            done.accept((piece * rowsInPiece + rows.size()) * reference.vocabulary());
        });
        return whole;
    }

    /** Creates readers of the test's rows. */
    @FunctionalInterface
    private interface Rows {
        LogProbabilityReader reader() throws IOException;
    }

    private final class Worker implements OrderedTasks.Worker<List<KldRow>> {

        private final LogProbabilityReader references = reference.reader();
        private final LogProbabilityReader tests;
        private final KldTokens text = reference.text();
        private final double[] referenceRow = new double[reference.vocabulary()];
        private final double[] testRow = new double[reference.vocabulary()];
        private final KldKernel kernel = new KldKernel();

        Worker() throws IOException {
            tests = test.reader();
        }

        @Override
        public void measure(long piece, List<KldRow> into) throws IOException {
            into.clear();
            int first = (int) (piece * rowsInPiece);
            int end = (int) Math.min(reference.rows(), (long) first + rowsInPiece);
            for (int row = first; row < end; row++) {
                double referenceFloor = references.read(row, referenceRow);
                double testFloor = tests.read(row, testRow);
                into.add(kernel.measure(
                        referenceRow, testRow, referenceRow.length, text.after(row), referenceFloor, testFloor));
            }
        }

        @Override
        public void close() throws IOException {
            try (references) {
                tests.close();
            }
        }
    }
}
