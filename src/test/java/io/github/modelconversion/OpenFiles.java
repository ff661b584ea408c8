package io.github.modelconversion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists the files that this process has open, on systems that tell. */
public final class OpenFiles {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Returns the open files below a folder; empty if the system does not tell. */
    public static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return List.of();
        }
        Path real = folder.toRealPath();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors
                    .filter(Files::isSymbolicLink)
                    .map(OpenFiles::target)
                    .filter(file -> file.startsWith(real))
                    .toList();
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException closed) {
            // The descriptor of this listing itself.
            return descriptor;
        }
    }
}
