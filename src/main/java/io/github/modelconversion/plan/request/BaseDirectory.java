package io.github.modelconversion.plan.request;

import java.nio.file.Path;

/**
 * The directory that files are named relative to in messages and reports.
 *
 * @param path its location
 */
public record BaseDirectory(Path path) {

    /** Returns a file's name relative to this directory, with {@code /} on every system. */
    public String nameOf(Path file) {
        Path base = path.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        boolean related = base.getRoot() != null && base.getRoot().equals(absolute.getRoot());
        Path name = related ? base.relativize(absolute) : absolute.getFileName();
        return String.valueOf(name).replace('\\', '/');
    }
}
