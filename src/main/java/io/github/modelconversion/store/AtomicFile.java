package io.github.modelconversion.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** Writes files atomically: no reader ever sees a partial file. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the contents of a file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public static Content of(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a temporary file next to the target and moves it into place, creating the folder if needed. The temporary file
     * has a unique name and is deleted if writing fails or the build is stopped.
     */
    public static void write(Path file, Content content) throws IOException {
        Path path = file.toAbsolutePath();
        String unique = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path beside = path.resolveSibling(path.getFileName() + "." + unique + ".part");
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Thread whenStopped = new Thread(() -> delete(beside), "nmse-part");
        begin(whenStopped);
        try {
            try (OutputStream out = Files.newOutputStream(beside)) {
                content.writeTo(out);
            }
            Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(beside);
            end(whenStopped);
        }
    }

    private static void begin(Thread whenStopped) throws IOException {
        try {
            Runtime.getRuntime().addShutdownHook(whenStopped);
        } catch (IllegalStateException stopping) {
            throw new IOException("the build is being stopped", stopping);
        }
    }

    private static void end(Thread whenStopped) {
        try {
            Runtime.getRuntime().removeShutdownHook(whenStopped);
        } catch (IllegalStateException stopping) {
            // The hook is already running.
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException kept) {
            // The original write failure is more informative.
        }
    }
}
