package io.github.modelconversion.maven.output;

import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.maven.parameter.Setting;
import io.github.modelconversion.report.ConsoleReport;
import io.github.modelconversion.report.ReportFormat;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.FailureMessage;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a GitHub job.
 *
 * @param file the file that GitHub shows; empty if there is none or nothing is to be written
 */
public record GithubSummary(Optional<String> file) {

    /** Most bytes in the summary of a step, all executions together, that GitHub accepts. */
    private static final long MOST_BYTES = 1 << 20;

    /** When to write a summary. */
    private enum Mode {
        AUTO,
        NEVER
    }

    public static GithubSummary of(Setting setting, @Nullable String file) throws MojoExecutionException {
        boolean wanted = setting.choice(Mode.AUTO) == Mode.AUTO;
        return new GithubSummary(new Setting("githubSummary", file).text().filter(path -> wanted));
    }

    /** Appends the Markdown report in one write, and logs a line that GitHub shows as the job's annotation. */
    public void append(GateReport report, ReportContext context, String reportName, Log log) {
        boolean passed = report.verdict() == Verdict.PASS;
        boolean warned = passed || (context.onlyWarn() && report.verdict() == Verdict.FAIL);
        Optional<LogLine> line = Optional.of(new LogLine(
                        warned ? LogLine.Level.WARNING : LogLine.Level.ERROR,
                        passed ? ConsoleReport.headline(report) : failure(report, reportName)))
                .filter(its -> !passed || report.doubtful() > 0);
        append(ReportFormat.MARKDOWN.render(report, context), line, context, log);
    }

    /** Appends a page in one write, and logs the line if there is one. */
    public void append(String markdown, Optional<LogLine> line, ReportContext context, Log log) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Path summary = Path.of(file.get());
            Files.writeString(
                    summary,
                    fitting(markdown + "\n", Files.exists(summary) ? Files.size(summary) : 0),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            log.warn(unwritten(FileFailure.reason(failed)));
        } catch (InvalidPathException failed) {
            log.warn(unwritten(String.valueOf(failed.getMessage())));
        }
        line.ifPresent(its -> {
            if (its.level() == LogLine.Level.ERROR) {
                log.error(annotation("error", context, its.text()));
            } else {
                log.warn(annotation("warning", context, its.text()));
            }
        });
    }

    /** Returns the page, or only its verdict if the summary would otherwise get too large for GitHub to show any of it. */
    private static String fitting(String page, long written) {
        if (written + page.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return page;
        }
        return page.lines().limit(3).collect(Collectors.joining("\n"))
                + "\n\nThe rest does not fit into this summary: the Markdown report has it.\n\n";
    }

    private static String unwritten(String reason) {
        return "Cannot write the job's summary: " + reason + ". Set githubSummary to never to turn it off.";
    }

    private static String failure(GateReport report, String reportName) {
        return FailureMessage.of(report, reportName).lines().findFirst().orElseThrow();
    }

    /** GitHub recognizes a command only at the start of a line. */
    private static String annotation(String kind, ReportContext context, String text) {
        return System.lineSeparator() + "::" + kind + " title=" + command(context.name()) + "::" + command(text);
    }

    private static String command(String text) {
        return text.replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A")
                .replace(":", "%3A")
                .replace(",", "%2C");
    }
}
