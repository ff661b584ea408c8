package io.github.modelconversion.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * The threads of one run, which all its comparisons share. Whoever waits for a task does it when no other thread has begun
 * it, so tasks may start others.
 *
 * @param executor does tasks beside the calling thread
 * @param count the most threads to use for one comparison
 */
public record Threads(ExecutorService executor, int count) implements AutoCloseable {

    /** Each thread takes half a megabyte for its buffers. */
    private static final int MOST = 64;

    /** Starts up to {@value #MOST} threads, as they are needed. */
    public static Threads start(int count) {
        int most = Math.min(count, MOST);
        return new Threads(Executors.newFixedThreadPool(most), most);
    }

    /** Returns the same threads for work that only one of them does. */
    public Threads one() {
        return new Threads(executor, 1);
    }

    /** Begins a task beside the calling thread. */
    public void begin(Runnable task) {
        executor.execute(task);
    }

    /**
     * Does as many tasks at once as there are threads, and returns when all are done.
     *
     * @throws IOException when the calling thread is interrupted
     */
    void all(List<Runnable> tasks) throws IOException {
        List<FutureTask<?>> begun = new ArrayList<>();
        try {
            for (Runnable task : tasks) {
                FutureTask<?> one = new FutureTask<>(task, true);
                begun.add(one);
                begin(one);
            }
            for (FutureTask<?> one : begun) {
                one.run(); // does nothing where another thread has begun it
                one.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while comparing", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutOfMemoryError full) {
                throw full;
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            begun.forEach(one -> one.cancel(true));
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
