package io.github.modelconversion.weight.source;

import io.github.modelconversion.input.file.FileBytes;
import io.github.modelconversion.input.file.InputFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Files that are opened on first use and stay open until this object is closed. Thread-safe. */
public final class OpenFiles implements Closeable {

    private final Map<Path, FileChannel> channels = new HashMap<>();

    /** Returns the bytes of a file for any number of readers. */
    synchronized FileBytes bytes(Path file) throws IOException {
        FileChannel channel = channels.get(file);
        if (channel == null) {
            channel = InputFile.open(file);
            channels.put(file, channel);
        }
        return FileBytes.of(String.valueOf(file.getFileName()), channel);
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            channels.values().forEach(OpenFiles::close);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
