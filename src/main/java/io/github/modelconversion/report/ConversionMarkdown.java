package io.github.modelconversion.report;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.report.text.Levels;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Renders how originals and their GGUF files differ as GitHub-flavored Markdown: verdict, figures, findings, differences.
 */
final class ConversionMarkdown {

    /** Most rows of a table, so that the page stays readable; the JSON report has all. */
    private static final int MOST_ROWS = 20;

    private static final int MOST_FINDINGS = 100;

    private ConversionMarkdown() {}

    static String render(ConversionReport report, ReportContext context) {
        StringBuilder page = new StringBuilder();
        page.append("## ")
                .append(mark(ConversionWords.level(report, context.onlyWarn()), report.verdict()))
                .append(MarkdownReport.escape(context.name()))
                .append("\n\n")
                .append(MarkdownReport.escape(ConversionWords.result(report)))
                .append('\n');
        ConversionWords.next(report)
                .ifPresent(next -> page.append("\nNext: ")
                        .append(MarkdownReport.escape(next))
                        .append('\n'));
        List<String> sections = new ArrayList<>();
        for (JudgedModel model : report.models()) {
            sections.add(section(model, context));
        }
        MarkdownReport.appendWhatFits(page, sections, MarkdownReport.MOST_BYTES);
        return page.toString();
    }

    private static String mark(LogLine.Level level, Verdict verdict) {
        return MarkdownReport.mark(level, verdict, Headline.verdict(verdict));
    }

    /** Returns the section of a file: findings first, then figures and differences. */
    private static String section(JudgedModel model, ReportContext context) {
        StringBuilder page = new StringBuilder("\n### ")
                .append(mark(new Levels(context.onlyWarn()).of(model.checked()), model.verdict()))
                .append(MarkdownReport.escape(model.converted().name()))
                .append('\n');
        if (!model.findings().isEmpty() || !model.accepted().isEmpty()) {
            page.append('\n');
        }
        model.findings().stream().limit(MOST_FINDINGS).forEach(finding -> MarkdownReport.finding(page, finding));
        if (model.findings().size() > MOST_FINDINGS) {
            page.append("- and ")
                    .append(model.findings().size() - MOST_FINDINGS)
                    .append(" more\n");
        }
        for (Finding finding : model.accepted()) {
            page.append("- accepted: ")
                    .append(MarkdownReport.escape(finding.code() + ": " + finding.message()))
                    .append('\n');
        }
        List<List<String>> facts = Stream.concat(
                        Stream.of(List.of("", "")),
                        ConversionHtml.facts(model).stream().map(fact -> List.of(fact.label(), fact.text())))
                .toList();
        MarkdownReport.table(page, facts);
        for (ConversionTable table : ConversionTable.of(model)) {
            if (table.listed() > 0) {
                table(page, table);
            }
        }
        return page.toString();
    }

    private static void table(StringBuilder page, ConversionTable table) {
        page.append(table.wrong() > 0 ? "\n<details open>" : "\n<details>")
                .append("<summary>")
                .append(table.title())
                .append("</summary>\n");
        MarkdownReport.table(page, table.rows().subList(0, 1 + Math.min(table.listed(), MOST_ROWS)));
        if (table.listed() > MOST_ROWS) {
            page.append("\nand ").append(table.listed() - MOST_ROWS).append(" more\n");
        }
        page.append("\n</details>\n");
    }
}
