package io.github.modelconversion.report;

import io.github.modelconversion.report.text.Levels;
import io.github.modelconversion.report.text.LogLine.Level;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.ComparisonTable;
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
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Renders a report as GitHub-flavored Markdown: the verdict, a table with the worst first, findings and limits. */
final class MarkdownReport {

    /** Characters with a meaning in Markdown or HTML, to be escaped with a backslash. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()#+!|~$:@.-]");

    private MarkdownReport() {}

    static String render(GateReport report, ReportContext context) {
        Levels levels = new Levels(context.onlyWarn());
        ComparisonNames names = ComparisonNames.of(report);
        StringBuilder page = new StringBuilder();
        page.append("## ")
                .append(mark(levels.of(report), report.verdict(), Headline.verdict(report)))
                .append(escape(context.name()));
        page.append("\n\n").append(escape(Headline.outcome(report, names))).append('\n');
        if (!report.comparisons().isEmpty()) {
            table(page, ComparisonTable.cells(Judgement.order(report)));
        }
        for (Comparison comparison : Judgement.order(report)) {
            section(page, comparison, names.of(comparison), levels.of(comparison));
        }
        if (!report.models().isEmpty()) {
            table(page, ModelLines.cells(report.models(), names));
        }
        for (CheckedModel model : report.models()) {
            section(page, model, names.of(model), levels.of(model.verdict()));
        }
        if (!report.findings().isEmpty()) {
            page.append('\n');
            report.findings().forEach(finding -> finding(page, finding));
        }
        for (String skipped : SkippedLines.of(report.skipped(), names)) {
            page.append("\nSkipped: ").append(escape(skipped)).append('\n');
        }
        return page.toString();
    }

    /** Returns a sign and the verdict. */
    static String mark(Level level, Verdict verdict, String words) {
        String sign = switch (level) {
            case INFO -> verdict == Verdict.NOT_JUDGED ? "▫️ " : "✅ ";
            case WARNING -> "⚠️ ";
            case ERROR -> "❌ ";
        };
        return sign + words + (level == Level.WARNING && verdict == Verdict.FAIL ? ", only a warning: " : ": ");
    }

    /** Appends a table with its heading and rows. */
    static void table(StringBuilder page, List<List<String>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            page.append(i == 0 ? "\n|" : "|");
            for (String cell : rows.get(i)) {
                page.append(' ').append(escape(cell)).append(" |");
            }
            page.append('\n');
            if (i == 0) {
                page.append("|").append(" --- |".repeat(rows.get(0).size())).append('\n');
            }
        }
    }

    private static void section(StringBuilder page, Comparison comparison, String name, Level level) {
        boolean passes = !comparison.verdict().isBad();
        List<Finding> findings = passes ? warnings(comparison) : comparison.findings();
        if (passes && findings.isEmpty()) {
            return;
        }
        page.append("\n### ")
                .append(mark(level, comparison.verdict(), Headline.verdict(comparison)))
                .append(escape(name))
                .append("\n\n");
        NextStep.of(comparison)
                .ifPresent(next -> page.append("Next: ").append(escape(next)).append("\n\n"));
        for (LimitResult result : comparison.limits()) {
            page.append("- ").append(escape(Judgement.limit(result))).append('\n');
        }
        for (Finding finding : Reasons.first(comparison, findings)) {
            finding(page, finding);
        }
    }

    private static List<Finding> warnings(Comparison comparison) {
        List<Finding> warnings = new ArrayList<>();
        for (Finding finding : comparison.findings()) {
            if (finding.severity() != Severity.INFO) {
                warnings.add(finding);
            }
        }
        return warnings;
    }

    private static void section(StringBuilder page, CheckedModel model, String name, Level level) {
        if (model.findings().isEmpty()) {
            return;
        }
        page.append("\n### ")
                .append(mark(level, model.verdict(), Headline.verdict(model.verdict())))
                .append(escape(name))
                .append("\n\n");
        ModelLines.next(model)
                .ifPresent(next -> page.append("Next: ").append(escape(next)).append("\n\n"));
        model.findings().forEach(finding -> finding(page, finding));
    }

    /** Appends a finding as a list item. */
    static void finding(StringBuilder page, Finding finding) {
        page.append("- **")
                .append(escape(finding.code().name()))
                .append("**: ")
                .append(escape(finding.message()))
                .append('\n');
    }

    static String escape(String text) {
        String harmless = Printable.line(text.replaceAll("\\p{Cntrl}+", " "))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return SPECIAL.matcher(harmless).replaceAll("\\\\$0");
    }
}
