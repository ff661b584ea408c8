package io.github.modelconversion.maven.output;

import io.github.modelconversion.parallel.Progress;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Logs the progress of long work: first after three seconds, then every five seconds. */
public final class ProgressLog implements Progress {

    private static final double FIRST_AFTER = 3;
    private static final double AGAIN_AFTER = 5;

    private final Consumer<String> log;
    private final LongSupplier nanoseconds;
    private final long started;
    private double sayAt = FIRST_AFTER;

    /**
     * Starts the clock.
     *
     * @param log receives the lines
     * @param nanoseconds a clock in nanoseconds, such as {@link System#nanoTime}
     */
    public ProgressLog(Consumer<String> log, LongSupplier nanoseconds) {
        this.log = log;
        this.nanoseconds = nanoseconds;
        this.started = nanoseconds.getAsLong();
    }

    @Override
    public void at(long done, long total) {
        double seconds = (nanoseconds.getAsLong() - started) / 1e9;
        if (seconds < sayAt || done >= total) {
            return;
        }
        sayAt = seconds + AGAIN_AFTER;
        double bytesPerSecond = done / seconds;
        log.accept(String.format(
                Locale.ROOT,
                "Compared %.0f %% of %.0f MB at %.0f MB/s, about %.0f s left",
                100.0 * done / total,
                total / 1e6,
                bytesPerSecond / 1e6,
                (total - done) / bytesPerSecond));
    }
}
