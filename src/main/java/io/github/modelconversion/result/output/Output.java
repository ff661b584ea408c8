package io.github.modelconversion.result.output;

import java.util.Optional;

/**
 * One side of a comparison that was made.
 *
 * @param model the model's name
 * @param file the file's name, relative to the project
 * @param tensor the tensor of the file, or in a directory its name and the tensor; empty for a file without names
 * @param content what the file holds; empty when it is missing or cannot be used
 */
public record Output(String model, String file, Optional<String> tensor, Optional<Content> content) {

    /**
     * What a file holds.
     *
     * @param source its format and shape
     * @param bytes its size
     * @param crc32c the CRC-32C of its bytes, eight hexadecimal digits
     * @param tokensCrc32c that of the file of tokens beside it; empty where there is none that can be read
     */
    public record Content(Source source, long bytes, String crc32c, Optional<String> tokensCrc32c) {}

    /** Returns the shape of its values; empty when the file is missing or cannot be used. */
    public Optional<Shape> shape() {
        return content.map(known -> known.source().shape());
    }

    /** Returns this output with another name for its file. */
    public Output inFile(String name) {
        return new Output(model, name, tensor, content);
    }
}
