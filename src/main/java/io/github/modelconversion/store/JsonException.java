package io.github.modelconversion.store;

import java.io.IOException;

/** A file that is not the JSON that was expected: what was expected, what was found, and where. */
public final class JsonException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Names and texts of the file's own are cut to so many characters. */
    private static final int MOST = 256;

    /**
     * Creates the exception.
     *
     * @param file the file's name
     * @param path where in the file: a JSONPath
     * @param problem what was expected and what was found
     */
    JsonException(String file, String path, String problem) {
        super(file + ": " + shown(problem) + ", at " + shown(path));
    }

    /** Without control characters and the like: a message is one line. */
    private static String shown(String text) {
        String cut = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
        return cut.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    }
}
