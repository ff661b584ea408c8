package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of files that can be read, in the order in which they are looked for. */
public enum Container {
    /** Raw little-endian values; float32, as llama.cpp's tools write them, unless another type is named. */
    RAW(".bin", RawFile::open),
    /** NumPy's array file. */
    NPY(".npy", (file, name, type) -> NpyFile.open(file, name)),
    /** One decimal number a line, or {@code index: number}. */
    TEXT(".txt", (file, name, type) -> TextFile.open(file, name));

    private final String ending;
    // Only references to static methods, which have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Opener opener;

    Container(String ending, Opener opener) {
        this.ending = ending;
        this.opener = opener;
    }

    /** Returns the ending of such files' names, with the dot. */
    public String ending() {
        return ending;
    }

    /** Returns the container that a file's name belongs to. */
    public static Optional<Container> of(Path file) {
        String name = String.valueOf(file.getFileName());
        return Arrays.stream(values())
                .filter(container -> name.endsWith(container.ending))
                .findFirst();
    }

    /** Returns all endings, for messages. */
    public static String endings() {
        return Arrays.stream(values()).map(Container::ending).collect(Collectors.joining(", "));
    }

    /**
     * Opens a file and checks what can be checked without reading its values.
     *
     * @param file the file
     * @param name its name in messages and reports
     * @param type what its values are, where the file does not say it
     * @throws UnusableInputException when the file is not what its ending says, is empty, torn or lies about its size
     * @throws IOException when it cannot be read
     */
    public LogitsFile open(Path file, String name, ElementType type) throws IOException {
        return opener.open(file, name, type);
    }

    @FunctionalInterface
    private interface Opener {
        LogitsFile open(Path file, String name, ElementType type) throws IOException;
    }
}
