package io.github.modelconversion.result;

import io.github.modelconversion.result.output.Output;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One of several merged shards.
 *
 * @param state the name of its state file
 * @param rows number of rows; rows are numbered consecutively over all parts
 * @param referenceFile the name of the file of the original model
 * @param referenceCrc32c the CRC-32C of that file; empty if unknown
 * @param testFile the name of the file of the converted model
 * @param testCrc32c the CRC-32C of that file; empty if unknown
 */
public record Part(
        String state,
        int rows,
        String referenceFile,
        Optional<String> referenceCrc32c,
        String testFile,
        Optional<String> testCrc32c) {

    /** Returns the shard that compares two outputs. */
    public static Part of(String state, int rows, Output reference, Output test) {
        return new Part(
                state,
                rows,
                reference.file(),
                reference.content().map(Output.Content::crc32c),
                test.file(),
                test.content().map(Output.Content::crc32c));
    }

    /** Returns this part with other names for its files. */
    Part renamed(UnaryOperator<String> files) {
        return new Part(
                files.apply(state),
                rows,
                files.apply(referenceFile),
                referenceCrc32c,
                files.apply(testFile),
                testCrc32c);
    }
}
