package io.github.modelconversion.conversion.reuse;

import io.github.modelconversion.input.file.FileState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The state of a file that a check reads.
 *
 * @param name its name
 * @param size its size in bytes
 * @param modified time of the last write
 * @param changed time of its last change of any kind
 * @param key identity that differs if another file replaces it under the same name; empty if the file system has none
 */
record InputState(String name, long size, String modified, String changed, String key) {

    static InputState of(Path file, String name) throws IOException {
        FileState state = FileState.of(file, name);
        return new InputState(
                name,
                state.size(),
                state.modified().toInstant().toString(),
                FileState.changed(file),
                state.key().map(String::valueOf).orElse(""));
    }

    Instant modifiedAt() {
        return Instant.parse(modified);
    }
}
