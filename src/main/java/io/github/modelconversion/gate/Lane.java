package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.ValueReader;
import io.github.modelconversion.metric.PairKernel;
import io.github.modelconversion.metric.RowRun;
import java.io.IOException;

/** What one thread needs to walk over two files: a reader and a block for each. */
final class Lane implements Pieces.Worker<RowRun> {

    /** Pairs in a chunk, a constant of the algorithm: results depend on where chunks begin. */
    static final int CHUNK = 1 << 16;

    private static final int BLOCK = PairKernel.BLOCK;

    private final ValueReader reference;
    private final ValueReader test;
    private final long total;
    private final PairKernel kernel;
    private final double[] referenceBlock = new double[BLOCK];
    private final double[] testBlock = new double[BLOCK];

    private Lane(ValueReader reference, ValueReader test, long total) {
        this.reference = reference;
        this.test = test;
        this.total = total;
        this.kernel = new PairKernel(total);
    }

    static Lane over(LogitsFile reference, LogitsFile test) throws IOException {
        return new Lane(
                reference.reader(), test.reader(), reference.source().shape().count());
    }

    @Override
    public void measure(long chunk, RowRun into) throws IOException {
        into.clear(chunk * CHUNK);
        forEachBlock(
                chunk * CHUNK,
                Math.min(total, (chunk + 1) * CHUNK),
                (references, tests, count) -> into.add(references, tests, count, kernel));
    }

    void forEachBlock(long from, long to, BlockConsumer consumer) throws IOException {
        for (long first = from; first < to; first += BLOCK) {
            int count = (int) Math.min(BLOCK, to - first);
            reference.read(first, referenceBlock, count);
            test.read(first, testBlock, count);
            consumer.accept(referenceBlock, testBlock, count);
        }
    }

    @Override
    public void close() throws IOException {
        try (reference) {
            test.close();
        }
    }

    @FunctionalInterface
    interface BlockConsumer {
        void accept(double[] referenceBlock, double[] testBlock, int count);
    }
}
