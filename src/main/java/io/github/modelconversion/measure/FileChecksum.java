package io.github.modelconversion.measure;

import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.PartialChecksum;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.parallel.Threads;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The CRC-32C of a file, computed once: while it is measured, in parallel with that, or on request. */
public final class FileChecksum {

    private final String name;
    private final boolean collected;
    private final FutureTask<String> task;

    /**
     * Creates the checksum of a file.
     *
     * @param ofRead the checksum of what has been read so far; empty if it is not collected
     */
    public FileChecksum(FileState file, Optional<PartialChecksum> ofRead) {
        this.name = file.name();
        this.collected = ofRead.isPresent();
        this.task =
                new FutureTask<>(() -> ofRead.orElseGet(PartialChecksum::new).complete(file.path()));
    }

    /**
     * Starts computing it in parallel with the measurement unless the measurement collects it: a separate pass over the same
     * bytes, served from the page cache.
     */
    public void beside(Threads threads) {
        if (!collected) {
            threads.begin(task);
        }
    }

    /** Waits until the file is no longer being read, even if reading failed. */
    public void end() {
        try {
            value();
        } catch (IOException ignored) {
            // The caller of value() gets the reason why it cannot be read.
        }
    }

    /**
     * Returns the checksum as eight hexadecimal digits.
     *
     * @throws IOException if the file can no longer be read
     */
    public String value() throws IOException {
        try {
            return Threads.result(task);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + name, interrupted);
        } catch (ExecutionException failed) {
            throw new UnusableInputException(
                    name,
                    "expected a readable file, found: " + failed.getCause(),
                    "Do not change the outputs while they are compared");
        }
    }
}
