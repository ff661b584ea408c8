package io.github.modelconversion.logits;

import java.io.IOException;

/** A file that cannot be used: the message names the file, the place, what was expected, what was found, what to do. */
public final class UnusableInputException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param file the file's name as the user is told it
     * @param problem what was expected, what was found and where
     * @param remedy what to do next, a sentence
     */
    public UnusableInputException(String file, String problem, String remedy) {
        super(file + ": " + problem + ". " + remedy);
    }
}
