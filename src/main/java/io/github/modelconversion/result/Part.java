package io.github.modelconversion.result;

import io.github.modelconversion.result.output.Output;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One of several merged shards.
 *
 * @param state the name of its state file
 * @param rows number of rows; rows are numbered consecutively over all parts
 * @param reference the file of the original model
 * @param test the file of the converted model
 */
public record Part(String state, int rows, File reference, File test) {

    /**
     * A measured file.
     *
     * @param name its name
     * @param crc32c the CRC-32C of its bytes; empty if unknown
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
