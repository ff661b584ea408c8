package io.github.modelconversion.input.tensor;

import io.github.modelconversion.input.file.PartialChecksum;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Source;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** An open file of values, implemented by one class per container; {@link Container} lists them all. */
public interface LogitsFile extends Closeable {

    /** Returns the file's name, format and shape. */
    Source source();

    /** Returns the assumed type of the values; empty if the file states it. */
    default Optional<ElementType> assumedType() {
        return Optional.empty();
    }

    /**
     * Returns whether values can only be read in order, so that reading backwards means starting over from the first one.
     */
    default boolean isSequential() {
        return false;
    }

    /** Returns the checksum of the file that is collected while values are read; empty if it is not. */
    default Optional<PartialChecksum> checksum() {
        return Optional.empty();
    }

    /**
     * Returns a new reader of the file's values; close it before the file.
     *
     * @throws IOException if the file can no longer be read
     */
    ValueReader reader() throws IOException;
}
