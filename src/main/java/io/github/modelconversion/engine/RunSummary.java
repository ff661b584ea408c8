package io.github.modelconversion.engine;

import io.github.modelconversion.text.Counted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What happened to all outputs, as lines for the log. */
public final class RunSummary {

    private final List<RunResult> results;

    RunSummary(List<RunResult> results) {
        this.results = List.copyOf(results);
    }

    private long count(RunResult.Status status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    public boolean failed() {
        return count(RunResult.Status.FAILED) > 0;
    }

    /** Returns the first line: how many outputs were made, were up to date, failed. */
    public String headline() {
        if (count(RunResult.Status.UP_TO_DATE) == results.size()) {
            return "Nothing to make: " + Counted.of(results.size(), "output is", "outputs are") + " up to date";
        }
        List<String> parts = new ArrayList<>();
        long failures = count(RunResult.Status.FAILED);
        if (failures > 0) {
            parts.add(failures + " of " + Counted.of(results.size(), "output") + " could not be made");
        }
        long made = count(RunResult.Status.MADE);
        if (failures == 0) {
            parts.add("Made " + Counted.of(made, "output"));
        } else if (made > 0) {
            parts.add(made + " made");
        }
        add(parts, RunResult.Status.UP_TO_DATE, "up to date");
        add(parts, RunResult.Status.NOT_STARTED, "not started");
        return String.join(", ", parts);
    }

    private void add(List<String> parts, RunResult.Status status, String words) {
        if (count(status) > 0) {
            parts.add(count(status) + " " + words);
        }
    }

    /**
     * Returns the lines about each failure: the output, what was wrong and the log, then the tool's last lines.
     *
     * @param names returns a file's name in messages
     */
    public List<String> failures(Function<Path, String> names) {
        List<String> lines = new ArrayList<>();
        for (RunResult result : results) {
            if (result.status() == RunResult.Status.FAILED) {
                lines.add(sentence(result, names));
                result.lastLines().forEach(line -> lines.add("  | " + line));
            }
        }
        return lines;
    }

    /** Returns the sentence that breaks the build: how many failures, and the first of them. */
    public String failure(Function<Path, String> names) {
        return headline() + ". "
                + results.stream()
                        .filter(result -> result.status() == RunResult.Status.FAILED)
                        .findFirst()
                        .map(result -> sentence(result, names))
                        .orElse("");
    }

    private static String sentence(RunResult result, Function<Path, String> names) {
        return result.task().name() + ": " + result.problem() + ". Log: " + names.apply(result.log());
    }
}
