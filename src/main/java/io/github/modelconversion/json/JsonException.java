package io.github.modelconversion.json;

import java.io.IOException;

/** A file that is not the JSON that was expected: what was expected, what was found, and where. */
public final class JsonException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param file the file's name
     * @param path where in the file: a JSONPath
     * @param problem what was expected and what was found
     */
    JsonException(String file, String path, String problem) {
        super(file + ": " + problem + ", at " + path);
    }
}
