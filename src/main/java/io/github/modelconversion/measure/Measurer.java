package io.github.modelconversion.measure;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.values.DeviationHistogram;
import io.github.modelconversion.measure.values.DominantEntriesPass;
import io.github.modelconversion.measure.values.ReferenceSample;
import io.github.modelconversion.measure.values.RowRun;
import io.github.modelconversion.parallel.OrderedTasks;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.measurement.DominantEntries;
import io.github.modelconversion.result.measurement.MainCluster;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.RowErrors;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Measures two files of equal length in one pass, plus a second and a third if a few entries may dominate the variance. The
 * first pass measures chunks and combines them in order.
 */
public final class Measurer {

    /** Pairs per chunk: a constant of the algorithm, since results depend on where chunks begin. */
    static final int CHUNK = 1 << 16;

    private final LogitsFile reference;
    private final LogitsFile test;
    private final long width;
    private final OutputKind kind;
    private final long total;

    public Measurer(LogitsFile reference, LogitsFile test, long width, OutputKind kind) {
        this.reference = reference;
        this.test = test;
        this.width = width;
        this.kind = kind;
        this.total = reference.source().shape().count();
    }

    /**
     * Measures the pair.
     *
     * @param threads the threads to use
     * @param done receives the number of pairs measured so far
     */
    public Measurement measure(Threads threads, LongConsumer done) throws IOException {
        ReferenceSample sample = new ReferenceSample(total);
        RowRun run = measureChunks(sample, threads, done);
        Measurement measurement = run.measurement();
        if (measurement.metrics().value(Metric.NMSE).isEmpty()) {
            return measurement;
        }
        RowErrors errors = measurement.rows().errors();
        Optional<MainCluster> bulk = withoutLeftOut(sample, errors).bulk();
        if (bulk.isEmpty() && run.moments().largestDeviation() >= DeviationHistogram.POSSIBLE_FROM) {
            bulk = withoutTheFarthest(run.moments().referenceMean(), errors);
        }
        return bulk.isPresent() ? measurement.withDominant(outside(bulk.get(), errors)) : measurement;
    }

    private RowRun measureChunks(ReferenceSample sample, Threads threads, LongConsumer done) throws IOException {
        RowRun whole = newRun();
        long count = (total + CHUNK - 1) / CHUNK;
        new OrderedTasks<>(count, this::newRun, () -> new ChunkWorker(sample)).run(threads, (part, chunk) -> {
            whole.combine(part);
            done.accept(Math.min(total, (chunk + 1) * CHUNK));
        });
        return whole;
    }

    private RowRun newRun() {
        return new RowRun(total, width, kind.hasDistributions());
    }

    /** Returns the sample if no row is left out of the figures; else one without those rows. */
    private ReferenceSample withoutLeftOut(ReferenceSample ofAll, RowErrors errors) throws IOException {
        if (errors.leftOut() == 0) {
            return ofAll;
        }
        ReferenceSample sample = new ReferenceSample(total);
        readAgain(errors, (first, references, tests, count) -> sample.add(first, references, count));
        return sample;
    }

    private Optional<MainCluster> withoutTheFarthest(double mean, RowErrors errors) throws IOException {
        DeviationHistogram histogram = new DeviationHistogram(mean);
        readAgain(errors, (first, references, tests, count) -> histogram.add(references, count));
        return histogram.bulk();
    }

    private DominantEntries outside(MainCluster bulk, RowErrors errors) throws IOException {
        DominantEntriesPass pass = new DominantEntriesPass(bulk, total);
        readAgain(errors, (first, references, tests, count) -> pass.add(references, tests, count));
        return pass.result();
    }

    /** Reads both files once more; the reference of skipped rows is replaced with NaN. */
    private void readAgain(RowErrors errors, PairBlocks.Consumer consumer) throws IOException {
        try (PairBlocks blocks = PairBlocks.of(reference, test)) {
            blocks.forEach(0, total, (first, references, tests, count) -> {
                for (int i = 0; errors.leftOut() > 0 && i < count; i++) {
                    if (errors.isLeftOut((int) ((first + i) / width))) {
                        references[i] = Double.NaN;
                    }
                }
                consumer.accept(first, references, tests, count);
            });
        }
    }

    /** The state that one thread needs to measure chunks. */
    private final class ChunkWorker implements OrderedTasks.Worker<RowRun> {

        private final PairBlocks blocks = PairBlocks.of(reference, test);
        private final PairKernel kernel = new PairKernel(total);
        private final ReferenceSample sample;

        ChunkWorker(ReferenceSample sample) throws IOException {
            this.sample = sample;
        }

        @Override
        public void measure(long chunk, RowRun into) throws IOException {
            into.clear(chunk * CHUNK);
            blocks.forEach(chunk * CHUNK, Math.min(total, (chunk + 1) * CHUNK), (first, references, tests, count) -> {
                sample.add(first, references, count);
                into.add(references, tests, count, kernel);
            });
        }

        @Override
        public void close() throws IOException {
            blocks.close();
        }
    }
}
