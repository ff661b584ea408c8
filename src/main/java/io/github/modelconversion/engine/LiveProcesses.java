package io.github.modelconversion.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The processes that a goal has started and that still run. If the build is stopped, as by Ctrl-C, they are killed. */
final class LiveProcesses implements AutoCloseable {

    /** Time that a process gets to end by itself before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** The same when the build is stopped. */
    private static final Duration GRACE_OF_STOP = Duration.ofSeconds(1);

    private final Set<Process> live = new LinkedHashSet<>();
    private final Thread whenStopped = new Thread(this::stop, "model-outputs-stop");
    private boolean stopping;

    private LiveProcesses() {}

    /** Starts to watch for the end of the build. */
    static LiveProcesses watch() throws IOException {
        LiveProcesses processes = new LiveProcesses();
        try {
            Runtime.getRuntime().addShutdownHook(processes.whenStopped);
        } catch (IllegalStateException stopping) {
            throw new IOException("the build is being stopped", stopping);
        }
        return processes;
    }

    /** Starts a process, unless the build is being stopped. */
    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (stopping) {
            throw new IOException("the build is being stopped");
        }
        Process process = builder.start();
        live.add(process);
        return process;
    }

    /** Kills a process that still runs, with all its descendants, and forgets it. */
    void end(Process process) {
        if (process.isAlive()) {
            kill(List.of(process), GRACE);
        }
        synchronized (this) {
            live.remove(process);
        }
    }

    /** Asks processes and their descendants to end, and kills those that do not. */
    private static void kill(Collection<Process> processes, Duration grace) {
        List<ProcessHandle> all = processes.stream()
                .map(Process::toHandle)
                .flatMap(LiveProcesses::withDescendants)
                .toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture<?>[] ends = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException goesOn) {
            // Killed below.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // Also those that were started meanwhile.
        all.stream().flatMap(LiveProcesses::withDescendants).distinct().forEach(ProcessHandle::destroyForcibly);
    }

    private static Stream<ProcessHandle> withDescendants(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private void stop() {
        List<Process> now;
        synchronized (this) {
            stopping = true;
            now = List.copyOf(live);
        }
        kill(now, GRACE_OF_STOP);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException running) {
            // It is at work.
        }
    }
}
