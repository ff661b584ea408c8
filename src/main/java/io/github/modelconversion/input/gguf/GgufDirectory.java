package io.github.modelconversion.input.gguf;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The tensors that a GGUF file says it holds. Nothing is known yet of whether the file is long enough for them.
 *
 * @param tensors the tensors, in the file's order
 * @param alignment the number of which every place is a multiple, in bytes
 * @param dataStart where the data begins, in bytes from the beginning of the file
 */
public record GgufDirectory(List<Entry> tensors, long alignment, long dataStart) {

    /**
     * A tensor.
     *
     * @param name its name
     * @param dimensions its dimensions, the one that runs fastest first; each at least 1
     * @param type the number of its type, as in {@code ggml_type} of llama.cpp's {@code ggml.h}
     * @param offset where it begins in the data, in bytes; unsigned
     */
    public record Entry(String name, List<Long> dimensions, long type, long offset) {}

    /** Copies the list. */
    public GgufDirectory {
        tensors = List.copyOf(tensors);
    }

    /**
     * Reads the tensor directory of a GGUF file, version 2 or 3, little-endian; never more than 64 MB.
     *
     * @param in the file from its first byte on; the caller closes it
     * @param size how many bytes the file has
     * @throws GgufException when it is no such file, or a damaged one
     * @throws IOException when the file cannot be read
     */
    public static GgufDirectory read(InputStream in, long size) throws IOException {
        return new GgufReader(in, size).readDirectory();
    }
}
