package io.github.modelconversion.logits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of files that can be read, in the order in which they are looked for. */
public enum Container {
    /** Raw little-endian values; float32, as llama.cpp's tools write them, unless another type is named. */
    RAW(".bin", (input, type) -> List.of(Tensor.unnamed(() -> RawFile.open(input, type)))),
    /** NumPy's array file. */
    NPY(".npy", (input, type) -> List.of(Tensor.unnamed(() -> NpyFile.open(input, type)))),
    /** Decimal numbers, a row a line, or {@code index: number}. */
    TEXT(".txt", (input, type) -> List.of(Tensor.unnamed(() -> TextFile.open(input)))),
    /** NumPy's archive of arrays. */
    NPZ(".npz", NpzFile::tensors),
    /** Hugging Face's container of tensors. */
    SAFETENSORS(".safetensors", (input, type) -> SafetensorsFile.tensors(input)),
    /** ggml's container of tensors, as llama-results writes it. */
    GGUF(".gguf", (input, type) -> GgufFile.tensors(input));

    private final String ending;
    // Only calls of static methods, which have no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Lister lister;

    Container(String ending, Lister lister) {
        this.ending = ending;
        this.lister = lister;
    }

    /** Returns the ending of such files' names, with the dot. */
    public String ending() {
        return ending;
    }

    /** Returns the container that a file's name belongs to, packed with gzip or not. */
    public static Optional<Container> of(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return Arrays.stream(values())
                .filter(container -> name.endsWith(container.ending))
                .findFirst();
    }

    /** Returns whether its tensors lie in the order in which they were written, which is that of the computation. */
    public boolean keepsOrder() {
        return this != SAFETENSORS;
    }

    /** Returns a file's name without the ending that says what it is; the whole name where there is none. */
    public static String stem(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return of(file).map(container -> name.substring(0, name.length() - container.ending.length()))
                .orElse(name);
    }

    /** Returns all endings, for messages. */
    public static String endings() {
        return Arrays.stream(values()).map(Container::ending).collect(Collectors.joining(", "));
    }

    /**
     * Returns the tensors of a file, in its order, and checks what says where they are. A file without names is not looked at
     * before its only tensor is opened.
     *
     * @param file the file
     * @param name its name in messages and reports
     * @param type what its values are, where the file does not say it
     * @throws UnusableInputException when the file is not what its ending says, is torn or lies about what it holds
     * @throws IOException when it cannot be read
     */
    public List<Tensor> tensors(Path file, String name, ElementType type) throws IOException {
        return lister.tensors(InputBytes.of(file, name), type);
    }

    @FunctionalInterface
    private interface Lister {
        List<Tensor> tensors(InputBytes input, ElementType type) throws IOException;
    }
}
