package io.github.modelconversion.parallel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads of one run, shared by all its comparisons. A thread that waits for a task runs it itself if no other thread
 * has started it, so tasks may start further tasks.
 *
 * @param executor runs tasks in parallel with the calling thread
 * @param count most threads to use for one comparison
 */
public record Threads(ExecutorService executor, int count) implements AutoCloseable {

    /** Most threads; each takes half a megabyte for its buffers. */
    private static final int MOST = 64;

    /** Creates a pool of up to {@value #MOST} threads, started on demand. */
    public static Threads start(int count) {
        int most = Math.min(count, MOST);
        // Links what ends a task. If the heap were full when that is first needed, the task would never end.
        new FutureTask<>(() -> true).run();
        return new Threads(Executors.newFixedThreadPool(most), most);
    }

    /** Returns the same pool, limited to one thread. */
    public Threads one() {
        return new Threads(executor, 1);
    }

    /** Starts a task in parallel with the calling thread. */
    public void begin(Runnable task) {
        executor.execute(task);
    }

    /**
     * Runs the tasks, as many at once as there are threads, and returns when all are done.
     *
     * @throws IOException if the calling thread is interrupted
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
                result(one);
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

    /**
     * Runs a task unless another thread has started it, and waits for its result. If that thread runs out of memory, the task
     * may end without waking those who wait, so they look again.
     *
     * @throws ExecutionException if the task failed
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static <T> T result(FutureTask<T> task) throws ExecutionException, InterruptedException {
        task.run();
        while (true) {
            try {
                return task.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException goesOn) {
                // looks again
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
