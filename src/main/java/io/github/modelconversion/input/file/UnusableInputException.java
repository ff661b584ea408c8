package io.github.modelconversion.input.file;

import java.io.IOException;
import java.nio.file.FileSystemException;

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

    /**
     * Returns the exception for whatever kept a file from being read: the same one where it is of this kind.
     *
     * @param file the file's name as the user is told it
     * @param reason what came of reading it
     */
    public static UnusableInputException of(String file, IOException reason) {
        if (reason instanceof UnusableInputException unusable) {
            return unusable;
        }
        if (reason instanceof NotDataException standIn) {
            return new UnusableInputException(file, standIn.problem(), standIn.remedy());
        }
        // The message of such an exception is the file's whole path.
        String found = reason instanceof FileSystemException ? reason.getClass().getSimpleName() : reason.toString();
        return new UnusableInputException(
                file, "expected a file that can be read, found: " + found, "Check the file and its permissions");
    }
}
