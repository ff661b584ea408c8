package io.github.modelconversion.provenance;

import io.github.modelconversion.input.file.Checksum;
import io.github.modelconversion.input.file.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Identifies the contents of a file.
 *
 * @param file its name; in a model's folder, its path relative to the folder, with {@code /} on every system
 * @param bytes its size
 * @param stamp its {@linkplain FileState#stamp times and identity}; a file with the same size and stamp is taken to have the
 *     same contents
 * @param crc32c the CRC-32C of its contents, which decides if the stamp differs, as after a copy or a checkout
 */
public record FileMark(String file, long bytes, String stamp, String crc32c) {

    /** Reads a file and marks it. */
    public static FileMark of(String name, Path file) throws IOException {
        FileState state = FileState.of(file, name);
        return new FileMark(name, state.size(), state.stamp(), Checksum.crc32c(file));
    }

    /** Returns whether a file has the marked size and stamp; reads no contents. */
    boolean isUntouched(Path path) throws IOException {
        FileState state = FileState.of(path, file);
        return state.size() == bytes && state.stamp().equals(stamp);
    }

    /** Returns whether a file has the marked contents. Reads them. */
    public boolean fits(Path file) throws IOException {
        return Files.size(file) == bytes && Checksum.crc32c(file).equals(crc32c);
    }

    /** Returns this mark with the present stamp of a file, which has these contents. */
    FileMark stampedAs(Path same) throws IOException {
        return new FileMark(file, bytes, FileState.of(same, file).stamp(), crc32c);
    }
}
