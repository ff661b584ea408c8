package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.gate.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/** Renders a report as GitHub-flavoured Markdown: the verdict, a table with the worst first, findings and limits. */
final class MarkdownReport {

    /** All that can mean something in Markdown or HTML; a backslash takes that meaning away. */
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]()#+!|~$:@.-]");

    private MarkdownReport() {}

    static String render(GateReport report, ReportContext context) {
        StringBuilder page = new StringBuilder();
        page.append("## ").append(mark(report.verdict(), context)).append(' ').append(escape(context.name()));
        page.append("\n\n").append(escape(Judgement.summary(report))).append('\n');
        if (!report.comparisons().isEmpty()) {
            table(page, Judgement.order(report));
        }
        for (Comparison comparison : Judgement.order(report)) {
            limits(page, comparison, context);
        }
        if (!report.findings().isEmpty()) {
            page.append('\n');
            report.findings().forEach(finding -> finding(page, finding));
        }
        for (Skipped skipped : report.skipped()) {
            page.append("\nSkipped: ").append(escape(Judgement.name(skipped) + ": " + skipped.reason()));
            page.append('\n');
        }
        return page.toString();
    }

    private static String mark(Verdict verdict, ReportContext context) {
        return switch (verdict) {
            case PASS -> "✅ PASS:";
            case NOT_MEASURED -> "❌ NOT MEASURED:";
            case FAIL -> context.onlyWarn() ? "⚠️ FAIL, only a warning:" : "❌ FAIL:";
        };
    }

    private static void table(StringBuilder page, List<Comparison> comparisons) {
        List<List<String>> rows = ComparisonTable.cells(comparisons);
        for (int i = 0; i < rows.size(); i++) {
            page.append(i == 0 ? "\n|" : "|");
            rows.get(i).forEach(cell -> page.append(' ').append(escape(cell)).append(" |"));
            page.append('\n');
            if (i == 0) {
                page.append("|").append(" --- |".repeat(rows.get(0).size())).append('\n');
            }
        }
    }

    private static void limits(StringBuilder page, Comparison comparison, ReportContext context) {
        List<Finding> findings = comparison.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO || comparison.verdict() != Verdict.PASS)
                .toList();
        if (comparison.verdict() == Verdict.PASS && findings.isEmpty()) {
            return;
        }
        page.append("\n### ")
                .append(mark(comparison.verdict(), context))
                .append(' ')
                .append(escape(Judgement.name(comparison)))
                .append("\n\n");
        for (LimitResult result : comparison.limits()) {
            page.append("- ").append(escape(Judgement.limit(result))).append('\n');
        }
        findings.forEach(finding -> finding(page, finding));
    }

    private static void finding(StringBuilder page, Finding finding) {
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
