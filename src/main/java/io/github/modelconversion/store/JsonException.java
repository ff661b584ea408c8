package io.github.modelconversion.store;

import java.io.IOException;

/** Thrown for a file that is not the expected JSON: says what was expected, what was found, and where. */
public final class JsonException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Most characters shown of names and texts from the file. */
    private static final int MOST = 256;

    /**
     * Creates the exception.
     *
     * @param file the file's name
     * @param path the place in the file as a JSONPath
     * @param problem what was expected and what was found
     */
    JsonException(String file, String path, String problem) {
        super(file + ": " + shown(problem) + ", at " + shown(path));
    }

    /** Replaces control characters and the like, so that a message stays on one line. */
    private static String shown(String text) {
        String cut = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
