package io.github.modelconversion.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * What happened to one output.
 *
 * @param task the output
 * @param status what happened
 * @param problem why it could not be made, as a sentence that starts with the tool's name; empty if it was made
 * @param lastLines the last lines that the tool wrote
 * @param log the tool's log
 */
record RunResult(OutputTask task, Status status, String problem, List<String> lastLines, Path log) {

    enum Status {
        MADE,
        UP_TO_DATE,
        FAILED,
        /** Not tried, since another run took too long. */
        NOT_STARTED
    }

    /** Returns the result of an output that did not fail. */
    static RunResult of(OutputTask task, Status status, Path log) {
        return new RunResult(task, status, "", List.of(), log);
    }
}
