package io.github.modelconversion.measure;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.values.ReferenceSample;
import io.github.modelconversion.measure.values.RowRun;
import io.github.modelconversion.parallel.OrderedTasks;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.output.OutputKind;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Measures the chunks of two files and combines them in order. */
final class Chunks {

    /** Pairs per chunk: a constant of the algorithm, since results depend on where chunks begin. */
    static final int CHUNK = 1 << 16;

    private final LogitsFile reference;
    private final LogitsFile test;
    private final long width;
    private final OutputKind kind;
    private final long total;
    private final ReferenceSample sample;

    Chunks(LogitsFile reference, LogitsFile test, long width, OutputKind kind) {
        this.reference = reference;
        this.test = test;
        this.width = width;
        this.kind = kind;
        this.total = reference.source().shape().count();
        this.sample = new ReferenceSample(total);
    }

    /**
     * Measures all chunks.
     *
     * @param threads the threads to use
     * @param done receives the number of pairs measured so far
     */
    RowRun measure(Threads threads, LongConsumer done) throws IOException {
        RowRun whole = newRun();
        long count = (total + CHUNK - 1) / CHUNK;
        new OrderedTasks<>(count, this::newRun, ChunkWorker::new).run(threads, (part, chunk) -> {
            whole.combine(part);
            done.accept(Math.min(total, (chunk + 1) * CHUNK));
        });
        return whole;
    }

    /** Returns the sample of the reference; complete once all chunks are measured. */
    ReferenceSample sample() {
        return sample;
    }

    private RowRun newRun() {
        return new RowRun(total, width, kind.hasDistributions());
    }

    /** The state that one thread needs to measure chunks. */
    private final class ChunkWorker implements OrderedTasks.Worker<RowRun> {

        private final PairBlocks blocks = PairBlocks.of(reference, test);
        private final PairKernel kernel = new PairKernel(total);

        ChunkWorker() throws IOException {}

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
