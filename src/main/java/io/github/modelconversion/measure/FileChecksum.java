package io.github.modelconversion.measure;

import io.github.modelconversion.input.file.Checksum;
import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The CRC-32C of a file, computed once: beside the measurement, or where it is asked for. */
public final class FileChecksum {

    private final String name;
    private final FutureTask<String> task;

    /** Creates the checksum of a file. */
    public FileChecksum(FileState file) {
        this.name = file.name();
        this.task = new FutureTask<>(() -> Checksum.crc32c(file.path()));
    }

    /** Begins to compute it: a pass of its own over the same bytes, from the page cache, beside the measurement. */
    public void beside(Threads threads) {
        threads.begin(task);
    }

    /** Waits until the file is no longer read, whatever came of it. */
    public void end() {
        try {
            value();
        } catch (IOException ignored) {
            // Why it cannot be read is said by whoever asked for the value.
        }
    }

    /**
     * Returns it as eight hexadecimal digits.
     *
     * @throws IOException when the file can no longer be read
     */
    public String value() throws IOException {
        task.run(); // does nothing where another thread has begun it
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + name, interrupted);
        } catch (ExecutionException failed) {
            throw new UnusableInputException(
                    name,
                    "expected a file that can be read, found: " + failed.getCause(),
                    "Let nothing change the outputs while they are compared");
        }
    }
}
