package io.github.modelconversion.engine;

import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.provenance.Marks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes the outputs that are not up to date.
 *
 * @param base the working directory of a tool that is told where to write
 * @param logs the folder of the tools' logs
 * @param timeout the time that a tool may take for one output
 * @param parallel the number of tools that run at once
 * @param force whether to make also what is up to date
 */
public record OutputRuns(Path base, Path logs, Duration timeout, int parallel, boolean force) {

    /** A run to start. */
    private record Run(OutputTask task, String reason) {}

    /**
     * Makes outputs. A run that fails does not stop the others; one that takes too long does, since the others would too.
     *
     * @param tasks the outputs
     * @param progress receives a line when a run starts
     * @throws IOException if the build is being stopped
     * @throws InterruptedException if the build is stopped; no tool runs any more
     */
    public RunSummary make(List<OutputTask> tasks, Consumer<String> progress) throws IOException, InterruptedException {
        try (LiveProcesses live = LiveProcesses.watch()) {
            OutputMaker maker = new OutputMaker(base, logs, timeout, new Marks(), live);
            Map<OutputTask, RunResult> results = new LinkedHashMap<>();
            List<Run> runs = new ArrayList<>();
            for (OutputTask task : tasks) {
                results.put(task, RunResult.of(task, RunResult.Status.UP_TO_DATE, maker.log(task)));
                try {
                    Optional<String> reason = force ? Optional.of("forced") : maker.reason(task);
                    reason.ifPresent(why -> runs.add(new Run(task, why)));
                } catch (IOException unreadable) {
                    results.put(task, failed(task, unreadable, maker));
                }
            }
            for (RunResult result : run(runs, maker, progress)) {
                results.put(result.task(), result);
            }
            return new RunSummary(List.copyOf(results.values()));
        }
    }

    private List<RunResult> run(List<Run> runs, OutputMaker maker, Consumer<String> progress)
            throws InterruptedException {
        AtomicInteger started = new AtomicInteger();
        AtomicBoolean tooLong = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallel, Math.max(1, runs.size())));
        try {
            List<Future<RunResult>> begun = new ArrayList<>();
            for (Run run : runs) {
                begun.add(threads.submit(() -> {
                    if (tooLong.get()) {
                        return RunResult.of(run.task(), RunResult.Status.NOT_STARTED, maker.log(run.task()));
                    }
                    synchronized (started) {
                        progress.accept("Run " + started.incrementAndGet() + " of " + runs.size() + "  "
                                + run.task().name() + ": " + run.task().engine().name() + " (" + run.reason() + ")");
                    }
                    return result(run.task(), maker, tooLong);
                }));
            }
            List<RunResult> results = new ArrayList<>();
            for (Future<RunResult> one : begun) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
            // Each kills its tool first.
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static RunResult result(OutputTask task, OutputMaker maker, AtomicBoolean tooLong)
            throws InterruptedException {
        String tool = task.engine().name() + " ";
        try {
            maker.make(task);
            return RunResult.of(task, RunResult.Status.MADE, maker.log(task));
        } catch (RunFailedException failed) {
            if (failed.timedOut()) {
                tooLong.set(true);
            }
            return new RunResult(
                    task, RunResult.Status.FAILED, tool + failed.getMessage(), failed.lastLines(), maker.log(task));
        } catch (IOException unstored) {
            return failed(task, unstored, maker);
        }
    }

    private static RunResult failed(OutputTask task, IOException reason, OutputMaker maker) {
        return new RunResult(
                task,
                RunResult.Status.FAILED,
                "a file cannot be read or written: " + FileFailure.named(reason),
                List.of(),
                maker.log(task));
    }
}
