package io.github.modelconversion.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that nobody ever reads half of. */
final class WholeFile {

    private WholeFile() {}

    /** Writes what is to be in a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static Content of(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file beside its place and moves it there; makes the folder where there is none. */
    static void write(Path file, Content content) throws IOException {
        Path path = file.toAbsolutePath();
        Path beside = path.resolveSibling(path.getFileName() + ".part");
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (OutputStream out = Files.newOutputStream(beside)) {
            content.writeTo(out);
        }
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
    }
}
