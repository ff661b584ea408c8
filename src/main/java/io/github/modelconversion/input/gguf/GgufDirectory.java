package io.github.modelconversion.input.gguf;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The tensors that a GGUF file declares. Whether the file is long enough for them is not checked here.
 *
 * @param tensors the tensors, in the file's order
 * @param alignment the alignment of every tensor in bytes
 * @param dataStart offset of the data in bytes from the beginning of the file
 */
public record GgufDirectory(List<Entry> tensors, long alignment, long dataStart) {

    /**
     * A tensor.
     *
     * @param name its name
     * @param dimensions its dimensions, the fastest-varying one first; each at least 0
     * @param type the number of its type, as in {@code ggml_type} of llama.cpp's {@code ggml.h}
     * @param offset its offset within the data, in bytes; unsigned
     */
    public record Entry(String name, List<Long> dimensions, long type, long offset) {}

    /** Copies the list. */
    public GgufDirectory {
        tensors = List.copyOf(tensors);
    }

    /**
     * Reads the tensor directory of a little-endian GGUF file, version 2 or 3. Never reads more than 64 MB.
     *
     * @param in the file from its first byte on; the caller closes it
     * @param size size of the file in bytes
     * @throws GgufException if it is not such a file, or damaged
     * @throws IOException if the file cannot be read
     */
    public static GgufDirectory read(InputStream in, long size) throws IOException {
        return new GgufReader(in, size).readDirectory();
    }
}
