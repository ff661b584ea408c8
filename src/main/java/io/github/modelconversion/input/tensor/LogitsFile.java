package io.github.modelconversion.input.tensor;

import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Source;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** An opened file of values. One class per container implements it; {@link Container} knows them all. */
public interface LogitsFile extends Closeable {

    /** Returns the file's name, format and shape. */
    Source source();

    /** Returns the type that the values were taken for, where the file itself does not say it. */
    default Optional<ElementType> assumedType() {
        return Optional.empty();
    }

    /** Returns whether values can only be read from the first one on, so that to go back means to begin anew. */
    default boolean isSequential() {
        return false;
    }

    /**
     * Returns a new reader of the file's values; close it before the file.
     *
     * @throws IOException when the file cannot be read any more
     */
    ValueReader reader() throws IOException;
}
