package io.github.modelconversion.result.output;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One side of a finished comparison.
 *
 * @param model the model's name
 * @param file the file's name, relative to the project
 * @param tensor the tensor of the file, or in a directory the file's name and the tensor; empty for a file without names
 * @param content the file's contents; empty if it is missing or unusable
 */
public record Output(String model, String file, Optional<String> tensor, Optional<Content> content) {

    /**
     * The contents of a file.
     *
     * @param source its format and shape
     * @param bytes its size in bytes
     * @param crc32c the CRC-32C of its bytes, eight hexadecimal digits
     * @param tokensCrc32c the CRC-32C of the token file next to it; empty if there is no readable one
     */
    public record Content(Source source, long bytes, String crc32c, Optional<String> tokensCrc32c) {

        /** Creates the contents of a file that has no token file next to it. */
        public Content(Source source, long bytes, String crc32c) {
            this(source, bytes, crc32c, Optional.empty());
        }
    }

    /** Returns a side of which only the names are known. */
    public static Output unopened(String model, String file, Optional<String> tensor) {
        return new Output(model, file, tensor, Optional.empty());
    }

    /** Returns this output with the contents of its file. */
    public Output with(Content known) {
        return new Output(model, file, tensor, Optional.of(known));
    }

    /** Returns the shape of its values; empty if the file is missing or unusable. */
    public Optional<Shape> shape() {
        return content.isPresent() ? Optional.of(content.get().source().shape()) : Optional.empty();
    }

    /** Returns several outputs of a model, at least one, as one of which only the names are known. */
    public static Output unopened(List<Output> outputs) {
        Output first = outputs.get(0);
        return outputs.size() == 1
                ? first
                : unopened(first.model(), first.file() + " and " + (outputs.size() - 1) + " more", first.tensor());
    }

    /**
     * Returns several outputs of a model as one. Its file is named after the first; its checksum is computed from theirs,
     * since it represents their contents.
     *
     * @param outputs the outputs, at least one, all with contents
     * @param shape the shape of all values
     */
    public static Output ofAll(List<Output> outputs, Shape shape) {
        Output all = unopened(outputs);
        return outputs.size() == 1 ? all : all.with(content(all.file(), outputs, shape));
    }

    private static Content content(String file, List<Output> outputs, Shape shape) {
        long bytes = 0;
        CRC32C checksums = new CRC32C();
        for (Output output : outputs) {
            Content content = output.content().orElseThrow();
            bytes += content.bytes();
            checksums.update(content.crc32c().getBytes(StandardCharsets.US_ASCII));
        }
        Source source =
                new Source(file, outputs.get(0).content().orElseThrow().source().format(), shape);
        return new Content(source, bytes, HexFormat.of().toHexDigits((int) checksums.getValue()));
    }

    /** Returns this output with another file name. */
    public Output inFile(String name) {
        return new Output(model, name, tensor, content);
    }
}
