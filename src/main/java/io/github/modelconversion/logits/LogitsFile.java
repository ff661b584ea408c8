package io.github.modelconversion.logits;

import java.io.Closeable;
import java.io.IOException;

/** An opened file of values. One class per container implements it; {@link Container} knows them all. */
public interface LogitsFile extends Closeable {

    /** Returns the file's name, format and shape. */
    Source source();

    /**
     * Returns a new reader of the file's values; close it before the file.
     *
     * @throws IOException when the file cannot be read any more
     */
    ValueReader reader() throws IOException;
}
