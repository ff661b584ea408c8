package io.github.modelconversion.weight.compare;

import io.github.modelconversion.parallel.OrderedTasks;
import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.weight.source.StoredBlocks;
import io.github.modelconversion.weight.source.WeightValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A tensor of the GGUF file and the values that it should have.
 *
 * @param originals opens the values that it should have
 * @param converted opens the tensor
 * @param count number of weights, the same on both sides
 */
public record TensorPair(Opener<WeightValues> originals, Opener<StoredBlocks> converted, long count) {

    /** Weights per chunk: a constant of the algorithm, since results depend on where chunks begin. */
    public static final int CHUNK = 1 << 16;

    /**
     * Opens one side of a pair for one thread.
     *
     * @param <T> how it is read
     */
    @FunctionalInterface
    public interface Opener<T> {
        T open() throws IOException;
    }

    /**
     * Compares the weights of a sample.
     *
     * @param threads the threads to use
     * @param tolerance the errors that the type may make
     * @param sample the chunks to compare
     * @param done receives the number of weights compared so far
     * @throws IOException if a file cannot be read
     */
    public TensorMeasurement measure(Threads threads, Tolerance tolerance, WeightSample sample, LongConsumer done)
            throws IOException {
        Total total = new Total();
        long[] chunks = sample.chunks(count);
        Threads used = chunks.length == 1 ? threads.one() : threads;
        new OrderedTasks<>(chunks.length, () -> new PairAccumulator(tolerance), () -> new Worker(chunks))
                .run(used, (part, task) -> {
                    total.measurement = total.measurement.combine(part.measurement());
                    total.weights += length(chunks[Math.toIntExact(task)]);
                    done.accept(total.weights);
                });
        return total.measurement;
    }

    private int length(long chunk) {
        return length(chunk, count);
    }

    /** Returns the number of weights in a chunk of a tensor with {@code count} weights. */
    static int length(long chunk, long count) {
        return (int) Math.min(CHUNK, count - chunk * CHUNK);
    }

    /** The measurement of the chunks so far. */
    private static final class Total {
        private TensorMeasurement measurement = TensorMeasurement.NONE;
        private long weights;
    }

    /** The state that one thread needs to compare chunks. */
    private final class Worker implements OrderedTasks.Worker<PairAccumulator> {

        private final long[] chunks;
        private final WeightValues original = originals.open();
        private final StoredBlocks stored = converted.open();
        private final float[] references = new float[(int) Math.min(CHUNK, count)];
        private final float[] tests = new float[references.length];
        private final float[] steps = new float[references.length];

        Worker(long... chunks) throws IOException {
            this.chunks = chunks;
        }

        @Override
        public void measure(long task, PairAccumulator into) throws IOException {
            long chunk = chunks[Math.toIntExact(task)];
            long first = chunk * CHUNK;
            int length = length(chunk);
            original.read(first, length, references, 0);
            stored.read(first, length, tests, 0);
            if (stored.isFloat() && Arrays.equals(references, 0, length, tests, 0, length)) {
                Arrays.fill(steps, 0, length, 0);
            } else {
                stored.steps(length, steps);
            }
            into.clear();
            into.add(first, references, tests, steps, length);
        }

        @Override
        public void close() {
            // The files are closed together.
        }
    }
}
