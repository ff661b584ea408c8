package io.github.modelconversion.input.file;

import java.io.IOException;

/** Thrown if a file is a placeholder instead of the data. The message does not name the file. */
public final class NotDataException extends IOException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String remedy;

    NotDataException(String problem, String remedy) {
        super(problem + ". " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Returns what was expected and what was found. */
    public String problem() {
        return problem;
    }

    /** Returns what to do next, as a sentence. */
    public String remedy() {
        return remedy;
    }
}
