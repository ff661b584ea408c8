package io.github.modelconversion.parallel;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Runs numbered pieces of work on one or several threads and hands over the results in piece order, so that whatever is
 * computed from them is the same to the last bit for any number of threads.
 *
 * @param <R> the result of a piece; each object is reused for a later piece
 */
public final class OrderedTasks<R> {

    /** Most pieces in flight before their results are handed over; bounds the memory for files of any size. */
    private static final int WAVE = 256;

    private final long count;
    private final Supplier<R> results;
    private final Workers<R> workers;

    /**
     * Prepares the work.
     *
     * @param count number of pieces
     * @param results creates an empty result
     * @param workers creates the worker of one thread
     */
    public OrderedTasks(long count, Supplier<R> results, Workers<R> workers) {
        this.count = count;
        this.results = results;
        this.workers = workers;
    }

    /**
     * Runs all pieces.
     *
     * @param threads the threads to use
     * @param sink receives each result with its piece number, in order and in the calling thread
     */
    public void run(Threads threads, ObjLongConsumer<R> sink) throws IOException {
        if (threads.count() > 1) {
            runInParallel(threads, sink);
        } else {
            runInOneThread(sink);
        }
    }

    private void runInOneThread(ObjLongConsumer<R> sink) throws IOException {
        R result = results.get();
        try (Worker<R> worker = workers.start()) {
            for (long piece = 0; piece < count; piece++) {
                worker.measure(piece, result);
                sink.accept(result, piece);
            }
        }
    }

    private void runInParallel(Threads threads, ObjLongConsumer<R> sink) throws IOException {
        List<R> wave = new ArrayList<>();
        while (wave.size() < Math.min(WAVE, count)) {
            wave.add(results.get());
        }
        List<Worker<R>> started = new ArrayList<>();
        try {
            for (int i = 0; i < threads.count(); i++) {
                started.add(workers.start());
            }
            for (long first = 0; first < count; first += WAVE) {
                List<R> now = wave.subList(0, (int) Math.min(WAVE, count - first));
                run(first, now, started, threads);
                for (int i = 0; i < now.size(); i++) {
                    sink.accept(now.get(i), first + i);
                }
            }
        } finally {
            for (Worker<R> worker : started) {
                worker.close();
            }
        }
    }

    /**
     * Runs consecutive pieces: each thread takes the next free one. After a failure no further piece is started. If several
     * pieces fail, the failure of the first piece is thrown, whatever the number of threads.
     */
    private static <R> void run(long first, List<R> results, List<Worker<R>> workers, Threads threads)
            throws IOException {
        int size = results.size();
        IOException[] failures = new IOException[size];
        AtomicInteger next = new AtomicInteger();
        List<Runnable> tasks = new ArrayList<>();
        for (Worker<R> worker : workers) {
            tasks.add(() -> {
                for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                    try {
                        worker.measure(first + i, results.get(i));
                    } catch (IOException failed) {
                        failures[i] = failed;
                        next.set(size);
                    }
                }
            });
        }
        threads.all(tasks);
        for (IOException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** The worker of one thread. */
    public interface Worker<R> extends Closeable {

        /** Runs a piece and overwrites the given result. */
        void measure(long piece, R into) throws IOException;
    }

    /** Creates workers. */
    @FunctionalInterface
    public interface Workers<R> {
        Worker<R> start() throws IOException;
    }
}
