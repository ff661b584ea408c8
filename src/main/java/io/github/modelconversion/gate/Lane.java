package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.metric.PairKernel;
import io.github.modelconversion.metric.ReferenceSample;
import io.github.modelconversion.metric.RowRun;
import java.io.IOException;

/** What one thread needs to measure chunks of two files. */
final class Lane implements Pieces.Worker<RowRun> {

    /** Pairs in a chunk, a constant of the algorithm: results depend on where chunks begin. */
    static final int CHUNK = 1 << 16;

    private final PairBlocks blocks;
    private final long total;
    private final PairKernel kernel;
    private final ReferenceSample sample;

    private Lane(PairBlocks blocks, long total, ReferenceSample sample) {
        this.blocks = blocks;
        this.total = total;
        this.kernel = new PairKernel(total);
        this.sample = sample;
    }

    /** Returns a lane that adds what it reads to a sample, which other lanes may share. */
    static Lane over(LogitsFile reference, LogitsFile test, ReferenceSample sample) throws IOException {
        return new Lane(
                PairBlocks.of(reference, test), reference.source().shape().count(), sample);
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
