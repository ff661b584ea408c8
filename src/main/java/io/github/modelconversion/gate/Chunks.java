package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.RowRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Has the chunks of two files measured by one or several threads and merges them in their order, so the result is the same
 * to the last bit for any number of threads.
 */
final class Chunks {

    /** Chunks that are measured before they are merged: bounds the memory, whatever the size of the files. */
    private static final int WAVE = 256;

    private final LogitsFile reference;
    private final LogitsFile test;
    private final long width;
    private final OutputKind kind;
    private final long total;
    private final long count;

    Chunks(LogitsFile reference, LogitsFile test, long width, OutputKind kind) {
        this.reference = reference;
        this.test = test;
        this.width = width;
        this.kind = kind;
        this.total = reference.source().shape().count();
        this.count = (total + Lane.CHUNK - 1) / Lane.CHUNK;
    }

    /**
     * Measures all chunks.
     *
     * @param threads how many threads to use
     * @param done is told now and then how many pairs are done
     */
    RowRun measure(int threads, LongConsumer done) throws IOException {
        return threads > 1 ? inParallel(threads, done) : inOneThread(done);
    }

    private RowRun inOneThread(LongConsumer done) throws IOException {
        RowRun whole = newRun();
        RowRun part = newRun();
        try (Lane lane = Lane.over(reference, test)) {
            for (long chunk = 0; chunk < count; chunk++) {
                lane.measure(chunk, part);
                whole.merge(part);
                done.accept(Math.min(total, (chunk + 1) * Lane.CHUNK));
            }
        }
        return whole;
    }

    private RowRun inParallel(int threads, LongConsumer done) throws IOException {
        RowRun whole = newRun();
        RowRun[] parts = new RowRun[(int) Math.min(WAVE, count)];
        Arrays.setAll(parts, i -> newRun());
        List<Lane> lanes = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < threads; i++) {
                lanes.add(Lane.over(reference, test));
            }
            for (long first = 0; first < count; first += WAVE) {
                int size = (int) Math.min(WAVE, count - first);
                measure(first, size, parts, lanes, executor);
                for (int i = 0; i < size; i++) {
                    whole.merge(parts[i]);
                }
                done.accept(Math.min(total, (first + size) * Lane.CHUNK));
            }
        } finally {
            executor.shutdownNow();
            for (Lane lane : lanes) {
                lane.close();
            }
        }
        return whole;
    }

    /**
     * Measures consecutive chunks: each thread takes the next one that nobody has. After a failure nobody takes another
     * one; of several the first chunk's is thrown, which is the same for any number of threads.
     */
    private static void measure(long first, int size, RowRun[] parts, List<Lane> lanes, ExecutorService executor)
            throws IOException {
        IOException[] failures = new IOException[size];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (Lane lane : lanes) {
            running.add(executor.submit(() -> {
                for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                    try {
                        lane.measure(first + i, parts[i]);
                    } catch (IOException failed) {
                        failures[i] = failed;
                        next.set(size);
                    }
                }
            }));
        }
        for (Future<?> lane : running) {
            await(lane);
        }
        for (IOException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private RowRun newRun() {
        return new RowRun(width, kind.hasDistributions());
    }

    private static void await(Future<?> lane) throws IOException {
        try {
            lane.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while comparing", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
