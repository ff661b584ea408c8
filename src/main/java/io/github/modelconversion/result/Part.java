package io.github.modelconversion.result;

import io.github.modelconversion.result.output.Output;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One of several shards that were merged.
 *
 * @param state the name of the file that it was read from
 * @param rows how many rows it has; those of all parts are numbered one part after the other
 * @param reference the file of the original model
 * @param test the file of the converted model
 */
public record Part(String state, int rows, File reference, File test) {

    /**
     * A file that was measured.
     *
     * @param name its name
     * @param crc32c the CRC-32C of its bytes; empty where that is not known
     */
    public record File(String name, Optional<String> crc32c) {

        /** Returns the file of an output. */
        public static File of(Output output) {
            return new File(output.file(), output.content().map(Output.Content::crc32c));
        }
    }

    /** Returns this part with other names for its files. */
    Part renamed(UnaryOperator<String> files) {
        return new Part(
                files.apply(state),
                rows,
                new File(files.apply(reference.name()), reference.crc32c()),
                new File(files.apply(test.name()), test.crc32c()));
    }
}
