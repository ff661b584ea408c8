package io.github.modelconversion.engine;

import java.util.List;

/** Thrown if an output could not be made. The message says what was found and what to do, without the output's name. */
final class RunFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lastLines;
    private final boolean timedOut;

    RunFailedException(String message) {
        this(message, List.of(), false);
    }

    /**
     * Creates the exception.
     *
     * @param lastLines the last lines that the tool wrote
     * @param timedOut whether the tool took too long
     */
    RunFailedException(String message, List<String> lastLines, boolean timedOut) {
        super(message);
        this.lastLines = lastLines;
        this.timedOut = timedOut;
    }

    List<String> lastLines() {
        return lastLines;
    }

    boolean timedOut() {
        return timedOut;
    }
}
