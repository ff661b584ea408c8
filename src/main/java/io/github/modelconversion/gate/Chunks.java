package io.github.modelconversion.gate;

import io.github.modelconversion.logits.LogitsFile;
import io.github.modelconversion.metric.PairMoments;
import java.io.IOException;
import java.util.ArrayList;
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
    private final long total;
    private final long count;

    Chunks(LogitsFile reference, LogitsFile test) {
        this.reference = reference;
        this.test = test;
        this.total = reference.source().shape().count();
        this.count = (total + Lane.CHUNK - 1) / Lane.CHUNK;
    }

    /**
     * Measures all chunks.
     *
     * @param threads how many threads to use
     * @param done is told now and then how many pairs are done
     */
    PairMoments measure(int threads, LongConsumer done) throws IOException {
        return threads > 1 ? inParallel(threads, done) : inOneThread(done);
    }

    private PairMoments inOneThread(LongConsumer done) throws IOException {
        PairMoments whole = new PairMoments(total);
        try (Lane lane = Lane.over(reference, test)) {
            for (long chunk = 0; chunk < count; chunk++) {
                whole.merge(lane.moments(chunk));
                done.accept(Math.min(total, (chunk + 1) * Lane.CHUNK));
            }
        }
        return whole;
    }

    private PairMoments inParallel(int threads, LongConsumer done) throws IOException {
        PairMoments whole = new PairMoments(total);
        List<Lane> lanes = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < threads; i++) {
                lanes.add(Lane.over(reference, test));
            }
            for (long first = 0; first < count; first += WAVE) {
                int size = (int) Math.min(WAVE, count - first);
                for (PairMoments chunk : wave(first, size, lanes, executor)) {
                    whole.merge(chunk);
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
    private static PairMoments[] wave(long first, int size, List<Lane> lanes, ExecutorService executor)
            throws IOException {
        PairMoments[] results = new PairMoments[size];
        IOException[] failures = new IOException[size];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (Lane lane : lanes) {
            running.add(executor.submit(() -> {
                for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                    try {
                        results[i] = lane.moments(first + i);
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
        return results;
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
