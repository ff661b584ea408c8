package io.github.modelconversion.input.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * The state of a file before it was read; it differs if the file is rewritten meanwhile.
 *
 * @param path location of the file
 * @param name its name in messages
 * @param size its size in bytes
 * @param modified time of the last write
 * @param key identity that differs if another file replaces it under the same name; empty if the file system has none
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
     * Returns what differs if the file was written, changed or replaced meanwhile, whatever its size: the times of its last
     * write and of its last change of any kind, and its identity. Unlike the time of the last write, programs cannot set that
     * of the last change: archives and copies restore the former. Where the file system does not know it, it is the time at
     * which the file was created.
     */
    public String stamp() throws IOException {
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return modified + " " + Files.getAttribute(path, unix ? "unix:ctime" : "creationTime")
                + key.map(identity -> " " + identity).orElse("");
    }

    /**
     * Checks that the file is unchanged.
     *
     * @throws UnusableInputException if it was replaced, has changed or no longer exists
     */
    public void requireSame() throws UnusableInputException {
        String change;
        try {
            if (isSame(of(path, name))) {
                return;
            }
            change = "was changed or replaced";
        } catch (IOException gone) {
            change = "is gone";
        }
        throw new UnusableInputException(
                name,
                "expected a file that does not change while it is read, found that it " + change,
                "Do not write to the files while they are compared");
    }

    /** Not the record's own equals: its first call costs a cold JVM 20 ms. */
    private boolean isSame(FileState now) {
        return size == now.size && modified.equals(now.modified) && key.equals(now.key);
    }
}
