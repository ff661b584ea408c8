package io.github.modelconversion.original;

import java.nio.file.Path;
import java.util.List;

/**
 * A tensor of the original model; its values are not read.
 *
 * @param name its name
 * @param type the type of its elements, as safetensors calls it
 * @param shape its dimensions, the fastest-varying last
 * @param file the file that holds it
 * @param position offset of its first byte from the beginning of the file, in bytes
 */
public record OriginalTensor(String name, String type, List<Long> shape, Path file, long position) {

    /** Copies the list. */
    public OriginalTensor {
        shape = List.copyOf(shape);
    }
}
