package io.github.modelconversion.measure;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.measure.sum.PairKernel;
import java.io.Closeable;
import java.io.IOException;

/** Reads two files of equal length block by block. */
final class PairBlocks implements Closeable {

    private static final int BLOCK = PairKernel.BLOCK;

    private final ValueReader reference;
    private final ValueReader test;
    private final double[] referenceBlock = new double[BLOCK];
    private final double[] testBlock = new double[BLOCK];

    private PairBlocks(ValueReader reference, ValueReader test) {
        this.reference = reference;
        this.test = test;
    }

    static PairBlocks of(LogitsFile reference, LogitsFile test) throws IOException {
        return new PairBlocks(reference.reader(), test.reader());
    }

    /** Hands over the values with indices in {@code [from, to)}. */
    void forEach(long from, long to, Consumer consumer) throws IOException {
        for (long first = from; first < to; first += BLOCK) {
            int count = (int) Math.min(BLOCK, to - first);
            reference.read(first, referenceBlock, count);
            test.read(first, testBlock, count);
            consumer.accept(first, referenceBlock, testBlock, count);
        }
    }

    @Override
    public void close() throws IOException {
        try (reference) {
            test.close();
        }
    }

    /** Receives blocks. */
    @FunctionalInterface
    interface Consumer {

        /**
         * Receives the values of one block of both files.
         *
         * @param first index of the first value, counted over all values
         * @param references the reference's values
         * @param tests the test's values
         * @param count number of valid values, from index 0
         */
        void accept(long first, double[] references, double[] tests, int count);
    }
}
