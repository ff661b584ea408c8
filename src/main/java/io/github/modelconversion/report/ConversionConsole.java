package io.github.modelconversion.report;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.report.text.FindingsPage;
import io.github.modelconversion.report.text.Levels;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Renders for the log and the exception how a conversion differs from its original. */
public final class ConversionConsole {

    /** Most findings in the exception; the reports list all. */
    private static final int MOST_FINDINGS = 3;

    /** Most failing findings in the log; the reports list all. */
    private static final int MOST_LOGGED = 5;

    private final Levels levels;

    /**
     * Creates the renderer; what breaks the build is logged as an error.
     *
     * @param onlyWarns whether an incorrect file is only a warning
     */
    public ConversionConsole(boolean onlyWarns) {
        levels = new Levels(onlyWarns);
    }

    /** Returns the lines for one pair: both sides, each check, the findings and the verdict. */
    public List<LogLine> lines(JudgedModel model) {
        Level level = levels.of(model.checked());
        List<LogLine> lines = new ArrayList<>();
        lines.add(line(Level.INFO, "Original", ConversionWords.side(model.original())));
        lines.add(line(Level.INFO, "Converted", ConversionWords.side(model.converted())));
        for (Check check : model.checks()) {
            lines.add(line(Level.INFO, ConversionWords.label(check), ConversionWords.figures(check, model)));
        }
        Map<Finding.Code, List<Finding>> failures = new LinkedHashMap<>();
        model.failures()
                .forEach(finding -> failures.computeIfAbsent(finding.code(), code -> new ArrayList<>())
                        .add(finding));
        failures.forEach((code, ofCode) -> {
            ofCode.stream().limit(MOST_LOGGED).forEach(finding -> lines.add(line(level, "Finding", text(finding))));
            if (ofCode.size() > MOST_LOGGED) {
                int more = ofCode.size() - MOST_LOGGED;
                lines.add(line(level, "Finding", code + ": " + more + " more; the reports list all"));
            }
        });
        model.findings().stream()
                .filter(finding -> finding.severity() != Severity.FAIL)
                .forEach(finding -> lines.add(line(levels.of(finding), "Finding", text(finding))));
        for (Finding finding : model.accepted()) {
            lines.add(line(Level.INFO, "Accepted", text(finding)));
        }
        lines.add(line(level, "Result", ConversionWords.result(model) + consequence(model)));
        return lines;
    }

    /** Returns the last lines: the acceptances that match nothing, the verdict on several pairs, and what to do. */
    public List<LogLine> end(ConversionReport report) {
        Level level = ConversionWords.level(report, levels.onlyWarn());
        List<LogLine> lines = new ArrayList<>();
        for (String text : report.unmatched()) {
            lines.add(new LogLine(
                    Level.WARNING, "accept: " + text + " matches no finding. Remove it, or correct the pattern."));
        }
        if (report.models().size() > 1) {
            lines.add(line(level, "Result", ConversionWords.result(report)));
        }
        ConversionWords.next(report).ifPresent(next -> lines.add(line(level, "Next", next)));
        if (level != Level.INFO) {
            lines.add(line(Level.INFO, "Explained", FindingsPage.URL));
        }
        return lines;
    }

    /** Returns the line for the job's annotation; empty for a PASS. */
    public Optional<LogLine> annotation(ConversionReport report) {
        Level level = ConversionWords.level(report, levels.onlyWarn());
        return level == Level.INFO ? Optional.empty() : Optional.of(new LogLine(level, headline(report)));
    }

    /** Returns the message of the exception for a report that is not green. */
    public static String failure(ConversionReport report, String reportName) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(report));
        report.failures().stream()
                .limit(MOST_FINDINGS)
                .map(ConversionConsole::text)
                .forEach(lines::add);
        if (report.failures().size() > MOST_FINDINGS) {
            lines.add("and " + (report.failures().size() - MOST_FINDINGS) + " more");
        }
        lines.add("Report: " + reportName);
        ConversionWords.next(report).ifPresent(next -> lines.add("Next: " + next));
        return lines.stream().map(Printable::line).collect(Collectors.joining("\n"));
    }

    /** Returns what failed, in one line. */
    static String headline(ConversionReport report) {
        return (report.verdict() == Verdict.FAIL
                        ? "The conversion check failed for "
                        : "Not everything could be compared for ")
                + (report.models().size() == 1 ? report.worst().converted().name() : "several conversions") + ": "
                + ConversionWords.reasons(report);
    }

    private String consequence(JudgedModel model) {
        return levels.of(model.checked()) == Level.WARNING ? " (only a warning: failOnViolation is false)" : "";
    }

    private static String text(Finding finding) {
        return finding.code() + ": " + finding.message();
    }

    private static LogLine line(Level level, String label, String text) {
        return new LogLine(level, String.format(Locale.ROOT, "%-10s %s", label, text));
    }
}
