package io.github.modelconversion.original;

import java.nio.file.Path;
import java.util.List;

/**
 * A tensor of the original model; its values are not read.
 *
 * @param name its name
 * @param type the type of its elements, as safetensors calls it
 * @param shape its dimensions, the one that runs fastest last
 * @param file the file that holds it
 * @param position where its first byte is, in bytes from the beginning of the file
 */
public record OriginalTensor(String name, String type, List<Long> shape, Path file, long position) {

    /** Copies the list. */
    public OriginalTensor {
        shape = List.copyOf(shape);
    }
}
