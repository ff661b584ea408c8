package io.github.modelconversion.conversion.reuse;

import io.github.modelconversion.input.file.FileState;
import io.github.modelconversion.input.gguf.GgufParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that the result of a check follows from.
 *
 * @param plugin the plugin's version
 * @param parameters the parameters that the result depends on, by name
 * @param files the name, size, times and identity of each file that a check reads
 * @param lastWrite the time of the last write to one of them
 */
public record CheckedInputs(String plugin, Map<String, String> parameters, List<String> files, String lastWrite) {

    /** Most files in the folder of an original; with more of them, no result is reused. */
    private static final int MOST_FILES = 10_000;

    /** Coarsest time stamps of file systems: a file that changes twice within this time may have the same time stamp. */
    private static final Duration TICK = Duration.ofSeconds(2);

    /** Copies the collections. */
    public CheckedInputs {
        parameters = new TreeMap<>(parameters);
        files = List.copyOf(files);
    }

    /**
     * Reads the states of the files.
     *
     * @param plugin the plugin's version
     * @param parameters the parameters that the result depends on, by name
     * @param original the original's folder; all files below it count
     * @param others the plugin's file and the GGUF files, of a split model the first part; all parts count
     * @throws IOException if a file is missing or its state cannot be read, or if there are too many
     */
    public static CheckedInputs of(String plugin, Map<String, String> parameters, Path original, List<Path> others)
            throws IOException {
        List<FileState> states = new ArrayList<>();
        for (Path file : below(original)) {
            states.add(FileState.of(file, original.relativize(file).toString()));
        }
        for (Path first : others) {
            for (Path file : GgufParts.named(first)) {
                states.add(FileState.of(file, String.valueOf(file.getFileName())));
            }
        }
        List<String> files = new ArrayList<>();
        Instant lastWrite = Instant.EPOCH;
        for (FileState state : states) {
            files.add(state.name() + " " + state.size() + " " + state.stamp());
            Instant written = state.modified().toInstant();
            lastWrite = written.isAfter(lastWrite) ? written : lastWrite;
        }
        return new CheckedInputs(plugin, parameters, files, lastWrite.toString());
    }

    private static List<Path> below(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = all.filter(path -> !Files.isDirectory(path))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        if (files.size() > MOST_FILES) {
            throw new IOException("expected at most " + MOST_FILES + " files in " + folder);
        }
        return files;
    }

    /** Returns whether every file is old enough for its time stamp to differ if it changes from now on. */
    public boolean isSettled(Instant now) {
        return Instant.parse(lastWrite).isBefore(now.minus(TICK));
    }
}
