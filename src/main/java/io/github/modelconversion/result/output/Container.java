package io.github.modelconversion.result.output;

import io.github.modelconversion.input.file.Gzip;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The readable file kinds, in lookup order. */
public enum Container {
    /** Raw little-endian values; float32, as llama.cpp's tools write them, unless another type is set. */
    RAW(".bin"),
    /** NumPy's array file. */
    NPY(".npy"),
    /** Decimal numbers, one row per line, or {@code index: number}. */
    TEXT(".txt"),
    /** NumPy's archive of arrays. */
    NPZ(".npz"),
    /** Hugging Face's container of tensors. */
    SAFETENSORS(".safetensors"),
    /** ggml's container of tensors, as llama-results writes it. */
    GGUF(".gguf");

    private final String ending;

    Container(String ending) {
        this.ending = ending;
    }

    /** Returns the file name ending, including the dot. */
    public String ending() {
        return ending;
    }

    /** Returns the container that a file name belongs to, compressed or not. */
    public static Optional<Container> of(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        for (Container container : values()) {
            if (name.endsWith(container.ending)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }

    /** Returns whether its tensors are stored in the order in which they were written, which is that of the computation. */
    public boolean keepsOrder() {
        return this != SAFETENSORS;
    }

    /** Returns a file name without the ending of its container; the whole name if there is none. */
    public static String stem(Path file) {
        String name = Gzip.unpacked(String.valueOf(file.getFileName()));
        return of(file).map(container -> name.substring(0, name.length() - container.ending.length()))
                .orElse(name);
    }

    /** Returns all endings, for messages. */
    public static String endings() {
        return Arrays.stream(values()).map(Container::ending).collect(Collectors.joining(", "));
    }
}
