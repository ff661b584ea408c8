package io.github.modelconversion.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One process to run.
 *
 * @param command the executable and its arguments
 * @param directory its working directory
 * @param environment what to set in its environment
 */
record ToolProcess(List<String> command, Path directory, Map<String, String> environment) {

    /** How long to wait for the rest of the output of a process that has ended; its children may keep the stream open. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /**
     * The end of a process.
     *
     * @param exitCode its exit code
     * @param timedOut whether it was killed because it took too long
     */
    record Ended(int exitCode, boolean timedOut) {}

    /**
     * Runs the process to its end, or kills it with its descendants when the time is over or this thread is interrupted.
     *
     * @param log receives all that it writes
     * @throws IOException if it cannot be started
     */
    Ended run(RunLog log, Duration timeout, LiveProcesses live) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = live.start(builder);
        boolean ended;
        try {
            Thread reader = new Thread(() -> copy(process.getInputStream(), log), "model-outputs-log");
            reader.setDaemon(true);
            reader.start();
            process.getOutputStream().close();
            ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            live.end(process);
            reader.join(DRAIN.toMillis());
        } finally {
            live.end(process);
        }
        // A process that waits for a device outlives even its killing.
        return new Ended(process.isAlive() ? -1 : process.exitValue(), !ended);
    }

    /** Reads on even if the log cannot be written, since the process would wait for a reader. */
    private static void copy(InputStream from, RunLog log) {
        byte[] block = new byte[1 << 13];
        try (from) {
            for (int count = from.read(block); count >= 0; count = from.read(block)) {
                log.add(block, count);
            }
        } catch (IOException closed) {
            // The process was killed: there is no more to read.
        }
    }
}
