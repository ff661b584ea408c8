package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.ReferenceSample;
import io.github.modelconversion.metric.RowRun;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Has the chunks of two files measured and merges them in their order. */
final class Chunks {

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
     * @param threads how many threads to use
     * @param done is told now and then how many pairs are done
     */
    RowRun measure(int threads, LongConsumer done) throws IOException {
        RowRun whole = newRun();
        long count = (total + Lane.CHUNK - 1) / Lane.CHUNK;
        new Pieces<>(count, this::newRun, () -> Lane.over(reference, test, sample)).run(threads, (part, chunk) -> {
            whole.merge(part);
            done.accept(Math.min(total, (chunk + 1) * Lane.CHUNK));
        });
        return whole;
    }

    /** Returns a sample of the reference, complete when all chunks are measured. */
    ReferenceSample sample() {
        return sample;
    }

    private RowRun newRun() {
        return new RowRun(total, width, kind.hasDistributions());
    }
}
