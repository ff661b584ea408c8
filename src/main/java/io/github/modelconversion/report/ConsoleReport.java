package io.github.modelconversion.report;

import io.github.modelconversion.report.text.FindingsPage;
import io.github.modelconversion.report.text.Levels;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.ComparisonTable;
import io.github.modelconversion.report.words.Fact;
import io.github.modelconversion.report.words.Facts;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.Judgement;
import io.github.modelconversion.report.words.ModelLines;
import io.github.modelconversion.report.words.NextStep;
import io.github.modelconversion.report.words.Reasons;
import io.github.modelconversion.report.words.SkippedLines;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Renders a report for the log. A comparison takes at most 30 lines: its verdict, the reasons and what to do, then the
 * figures. Several comparisons start with the number of failures, then the failed ones, then a table. Each error names its
 * comparison, so that it can be read alone.
 */
public final class ConsoleReport {

    /** Width of the column of labels in characters. */
    private static final int LABEL_WIDTH = 19;

    private final Levels levels;
    private final List<String> files;

    /**
     * Creates the renderer.
     *
     * @param onlyWarn whether a failed comparison is only a warning
     * @param files the names of the report files to mention, the human-readable one first
     */
    public ConsoleReport(boolean onlyWarn, List<String> files) {
        this.levels = new Levels(onlyWarn);
        this.files = List.copyOf(files);
    }

    /** Returns the lines for a report. */
    public List<LogLine> render(GateReport report) {
        ComparisonNames names = ComparisonNames.of(report);
        List<LogLine> lines = new ArrayList<>();
        if (Headline.isSingle(report)) {
            Comparison comparison = report.comparisons().get(0);
            lines.addAll(details(comparison, names.of(comparison)));
        } else {
            lines.addAll(several(report, names));
        }
        for (Finding finding : report.findings()) {
            lines.add(new LogLine(levels.of(finding), label("Finding") + text(finding)));
        }
        for (String skipped : SkippedLines.of(report.skipped(), names)) {
            lines.add(labelled("Skipped", skipped));
        }
        if (needsExplaining(report)) {
            lines.add(labelled("Findings explained", FindingsPage.URL));
        }
        for (String file : files) {
            lines.add(labelled("Report", file));
        }
        return lines;
    }

    /** Returns whether the log mentions a code that a user may want to look up: a finding of a report that is not plain green. */
    private static boolean needsExplaining(GateReport report) {
        List<Finding> findings = new ArrayList<>(report.findings());
        for (Comparison comparison : report.comparisons()) {
            findings.addAll(comparison.findings());
        }
        for (CheckedModel model : report.models()) {
            findings.addAll(model.findings());
        }
        boolean passes = report.verdict() == Verdict.PASS;
        boolean needed = false;
        for (Finding finding : findings) {
            needed |= !passes || finding.severity() != Severity.INFO;
        }
        return needed;
    }

    /** Returns the verdict of a report in one line. */
    public static String headline(GateReport report) {
        return Printable.line(Headline.summary(report, ComparisonNames.of(report)));
    }

    /** Returns the lines for one comparison: verdict, reasons and next step, figures, other findings. */
    List<LogLine> details(Comparison comparison, String name) {
        List<LogLine> lines =
                new ArrayList<>(verdict(comparison, name, consequence(comparison.verdict()), new HashSet<>()));
        for (Fact fact : Facts.of(comparison)) {
            lines.add(labelled(fact.label(), fact.text()));
        }
        if (!comparison.limits().isEmpty()) {
            lines.add(labelled("Limits", Judgement.limits(comparison)));
        }
        for (Finding finding : others(comparison, Severity.INFO)) {
            Level level = levels.of(finding, comparison);
            String whose = level == Level.ERROR ? name + ": " : "";
            lines.add(new LogLine(level, label("Finding") + whose + text(finding)));
        }
        return lines;
    }

    private List<LogLine> several(GateReport report, ComparisonNames names) {
        List<LogLine> lines = new ArrayList<>();
        lines.add(new LogLine(levels.of(report), Headline.summary(report, names) + consequence(report.verdict())));
        List<Comparison> ordered = Judgement.order(report);
        Set<String> told = new HashSet<>();
        ordered.stream()
                .filter(comparison -> comparison.verdict().isBad() && isTold(comparison))
                .forEach(comparison -> lines.addAll(verdict(comparison, names.of(comparison), "", told)));
        ordered.stream()
                .filter(comparison -> comparison.doubt().isPresent())
                .forEach(comparison -> lines.addAll(verdict(comparison, names.of(comparison), "", told)));
        for (Comparison comparison : ordered) {
            if (isTold(comparison)) {
                others(comparison, Severity.WARNING)
                        .forEach(finding -> lines.add(new LogLine(
                                levels.of(finding, comparison),
                                label("Finding") + names.of(comparison) + ": " + text(finding))));
            }
        }
        report.models().forEach(model -> lines.addAll(verdict(model, names.of(model))));
        if (!ordered.isEmpty()) {
            ComparisonTable.of(ordered).stream().map(LogLine::info).forEach(lines::add);
        }
        return lines;
    }

    /**
     * Returns whether a comparison gets its own lines. After the first divergence other tensors fail as well; the table
     * shows by how much.
     */
    private static boolean isTold(Comparison comparison) {
        return comparison.tensor().isEmpty()
                || !comparison.verdict().isBad()
                || !comparison.decisive().isEmpty()
                || Reasons.firstDivergence(comparison).isPresent();
    }

    /**
     * Returns the verdict, the reasons, and what to do.
     *
     * @param consequence what the verdict means for the build; empty if said elsewhere
     * @param told the next steps already given, which are not repeated; the new one is added
     */
    private List<LogLine> verdict(Comparison comparison, String name, String consequence, Set<String> told) {
        Level level = levels.of(comparison);
        List<LogLine> lines = new ArrayList<>();
        lines.add(new LogLine(level, Headline.line(comparison, name) + consequence));
        String why = comparison.verdict().isBad() ? "Cause  " : "Doubt  ";
        for (Finding reason : Reasons.of(comparison)) {
            lines.add(new LogLine(level, why + name + ": " + text(reason)));
        }
        Optional<String> next = NextStep.of(comparison);
        if (next.isPresent() && told.add(next.get())) {
            lines.add(new LogLine(level, "Next  " + name + ": " + next.get()));
        }
        return lines;
    }

    /** Returns the verdict on a checked model, its failing findings, and what to do. */
    private List<LogLine> verdict(CheckedModel model, String name) {
        Level level = levels.of(model);
        List<LogLine> lines = new ArrayList<>();
        lines.add(new LogLine(level, ModelLines.line(model, name)));
        for (Finding finding : model.failures()) {
            lines.add(new LogLine(level, "Cause  " + name + ": " + text(finding)));
        }
        ModelLines.next(model).ifPresent(next -> lines.add(new LogLine(level, "Next  " + name + ": " + next)));
        return lines;
    }

    /** Returns the findings of at least this severity that do not explain the verdict. */
    private static List<Finding> others(Comparison comparison, Severity least) {
        List<Finding> severe = new ArrayList<>();
        for (Finding finding : comparison.findings()) {
            if (finding.severity().compareTo(least) <= 0) {
                severe.add(finding);
            }
        }
        return Reasons.others(comparison, severe);
    }

    private String consequence(Verdict verdict) {
        return verdict == Verdict.FAIL && levels.onlyWarn() ? " (only a warning: failOnViolation is false)" : "";
    }

    private static String text(Finding finding) {
        return finding.code() + ": " + finding.message();
    }

    private static LogLine labelled(String label, String text) {
        return LogLine.info(label(label) + text);
    }

    private static String label(String label) {
        return label + " ".repeat(Math.max(0, LABEL_WIDTH - label.length())) + " ";
    }
}
