package io.github.modelconversion.plan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;

/** Detects outputs that are older than the model that should have written them. */
final class ModelAge {

    /** A model may be this much newer than its output, since it may be copied or touched while the output is written. */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    /** File names that may hold weights; only the directory itself is searched. */
    private static final String WEIGHTS = "*.{safetensors,bin,pt,pth,gguf}";

    private ModelAge() {}

    /**
     * Returns the model file, or the newest weight file in its directory, if it is much newer than the output. Empty if a
     * time cannot be read.
     */
    static Optional<Path> newerThan(Path output, Path model) {
        try {
            Optional<Path> newest = Files.isDirectory(model) ? newestWeights(model) : Optional.of(model);
            return newest.isPresent() && isMuchNewer(newest.get(), output) ? newest : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private static boolean isMuchNewer(Path model, Path output) throws IOException {
        FileTime written = Files.getLastModifiedTime(output);
        FileTime converted = Files.getLastModifiedTime(model);
        return Duration.between(written.toInstant(), converted.toInstant()).compareTo(TOLERANCE) > 0;
    }

    private static Optional<Path> newestWeights(Path directory) throws IOException {
        Path newest = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, WEIGHTS)) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && (newest == null || isNewer(file, newest))) {
                    newest = file;
                }
            }
        }
        return Optional.ofNullable(newest);
    }

    /** Breaks ties by name, so that a report does not depend on the order of a directory. */
    private static boolean isNewer(Path file, Path than) throws IOException {
        int compared = Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than));
        return compared > 0 || (compared == 0 && file.compareTo(than) < 0);
    }
}
