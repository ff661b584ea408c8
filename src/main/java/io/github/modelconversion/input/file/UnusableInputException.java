package io.github.modelconversion.input.file;

import java.io.IOException;

/**
 * Thrown if a file cannot be used. The message names the file, the place, what was expected, what was found and what to do.
 */
public final class UnusableInputException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param file the file's name as the user is told it
     * @param problem what was expected and what was found, with the place
     * @param remedy what to do next, as a sentence
     */
    public UnusableInputException(String file, String problem, String remedy) {
        super(file + ": " + problem + ". " + remedy);
    }

    /**
     * Wraps the reason why a file could not be read; returns the reason itself if it is of this class.
     *
     * @param file the file's name as the user is told it
     * @param reason the exception thrown when reading
     */
    public static UnusableInputException of(String file, IOException reason) {
        if (reason instanceof UnusableInputException unusable) {
            return unusable;
        }
        if (reason instanceof NotDataException standIn) {
            return new UnusableInputException(file, standIn.problem(), standIn.remedy());
        }
        return new UnusableInputException(
                file,
                "expected a readable file, found that " + FileFailure.reason(reason),
                "Check the file and its permissions");
    }

    /**
     * Returns the reason why a directory cannot be listed.
     *
     * @param directory the directory's name as the user is told it
     * @param reason the exception thrown when listing
     */
    public static UnusableInputException ofDirectory(String directory, IOException reason) {
        return new UnusableInputException(
                directory,
                "expected a readable directory, found that " + FileFailure.reason(reason),
                "Check the directory and its permissions");
    }

    /**
     * Returns the last resort for an exception that only a defect of this plugin throws.
     *
     * @param files the names of the files that were read
     * @param thrown the exception
     */
    public static UnusableInputException ofDefect(String files, RuntimeException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        StackTraceElement[] trace = cause.getStackTrace();
        return new UnusableInputException(
                files,
                "expected files that this plugin can measure or refuse, found a defect of the plugin: " + cause
                        + (trace.length == 0 ? "" : " at " + trace[0]),
                "Report this message at https://github.com/modelconversion/model-conversion-maven-plugin/issues");
    }
}
