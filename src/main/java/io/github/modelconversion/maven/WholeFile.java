package io.github.modelconversion.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that nobody ever reads half of. */
final class WholeFile {

    private WholeFile() {}

    /** Writes a text beside its place and moves it there; makes the folder where there is none. */
    static void write(Path file, String text) throws IOException {
        Path path = file.toAbsolutePath();
        Path beside = path.resolveSibling(path.getFileName() + ".part");
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
    }
}
