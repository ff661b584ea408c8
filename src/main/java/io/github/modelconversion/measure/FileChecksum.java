package io.github.modelconversion.measure;

import io.github.modelconversion.input.file.Checksum;
import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.parallel.Threads;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The CRC-32C of a file, computed once: in parallel with the measurement, or on request. */
public final class FileChecksum {

    private final String name;
    private final FutureTask<String> task;

    /** Creates the checksum of a file. */
    public FileChecksum(FileState file) {
        this.name = file.name();
        this.task = new FutureTask<>(() -> Checksum.crc32c(file.path()));
    }

    /**
     * Starts computing it in parallel with the measurement: a separate pass over the same bytes, served from the page cache.
     */
    public void beside(Threads threads) {
        threads.begin(task);
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
