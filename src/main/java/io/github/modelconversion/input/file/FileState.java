package io.github.modelconversion.input.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What a file was before it was read: whoever writes it again meanwhile changes that.
 *
 * @param path where the file lies
 * @param name its name in messages
 * @param size its size in bytes
 * @param modified when it was written last
 * @param key what tells it from a file of the same name that was put in its place; empty where the system has no such thing
 */
public record FileState(Path path, String name, long size, FileTime modified, Optional<Object> key) {

    public static FileState of(Path path, String name) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileState(
                path,
                name,
                attributes.size(),
                attributes.lastModifiedTime(),
                Optional.ofNullable(attributes.fileKey()));
    }

    /**
     * Checks that the file is still what it was.
     *
     * @throws UnusableInputException when it is another one, has changed or is gone
     */
    public void requireSame() throws UnusableInputException {
        Optional<FileState> now;
        try {
            now = Optional.of(of(path, name));
        } catch (IOException gone) {
            now = Optional.empty();
        }
        if (!now.equals(Optional.of(this))) {
            throw new UnusableInputException(
                    name,
                    "expected a file that stays as it is while it is read, found that it "
                            + (now.isEmpty() ? "is gone" : "was changed or replaced"),
                    "Let nothing write the outputs while they are compared");
        }
    }
}
