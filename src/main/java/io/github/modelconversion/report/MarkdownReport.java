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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Renders a report as GitHub-flavored Markdown: the verdict, a table with the worst first, findings and limits. */
final class MarkdownReport {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /**
     * What Markdown or GitHub takes for markup: special characters anywhere; an underscore that is not between letters or
     * digits; a colon, dot or number sign that makes a link, an emoji or a reference; the start of a heading, a quotation or
     * a list.
     */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*\\[\\]|~$@]"
            + "|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
            + "|(?<=\\w):(?=//)|:(?=[\\w+-]+:)|(?<=www)\\.|#(?=\\d)"
            + "|^[#>+-](?=[#>+-]* )|(?<=^\\d{1,9})[.)](?= )|(?<=\\])\\(");

    private static final Pattern REFERENCE = Pattern.compile("&(?=#?\\w+;)");

    /** Columns of numbers, which are right-aligned. */
    private static final Set<String> NUMBERS =
            Set.of("NMSE", "dB", "mean KL", "top-1", "cosine", "max error", "used", "slope", "findings", "accepted");

    /** Most bytes of a page, of the 1 MiB that GitHub shows in the summary of a step. */
    static final int MOST_BYTES = 1_000_000;

    private MarkdownReport() {}

    static String render(GateReport report, ReportContext context) {
        Levels levels = new Levels(context.onlyWarn());
        ComparisonNames names = ComparisonNames.of(report);
        StringBuilder page = new StringBuilder();
        page.append("## ")
                .append(mark(levels.of(report), report.verdict(), Headline.verdict(report)))
                .append(escape(context.name()));
        page.append("\n\n").append(escape(Headline.outcome(report, names))).append('\n');
        List<Comparison> ordered = Judgement.order(report);
        List<String> sections = new ArrayList<>();
        List<String> ofPasses = new ArrayList<>();
        for (Comparison comparison : ordered) {
            String section = section(comparison, names.of(comparison), levels.of(comparison));
            (isPlain(comparison) ? ofPasses : sections).add(section);
        }
        for (CheckedModel model : report.models()) {
            sections.add(section(model, names.of(model), levels.of(model)));
        }
        sections.add(general(report.findings()));
        appendWhatFits(page, sections, MOST_BYTES * 2 / 3);
        tables(page, ordered);
        if (!String.join("", ofPasses).isEmpty()) {
            page.append("\n<details><summary>Warnings of what passes</summary>\n");
            appendWhatFits(page, ofPasses, MOST_BYTES * 5 / 6);
            page.append("\n</details>\n");
        }
        if (!report.models().isEmpty()) {
            table(page, ModelLines.cells(report.models(), names));
        }
        List<String> skipped = new ArrayList<>();
        for (String line : SkippedLines.of(report.skipped(), names)) {
            skipped.add("\nSkipped: " + escape(line) + "\n");
        }
        appendWhatFits(page, skipped, MOST_BYTES);
        return page.toString();
    }

    /** Appends the blocks until the page has this size, and the number of those that are left out. */
    static void appendWhatFits(StringBuilder page, List<String> blocks, int mostBytes) {
        int bytes = page.toString().getBytes(StandardCharsets.UTF_8).length;
        int leftOut = 0;
        for (String block : blocks) {
            bytes += block.getBytes(StandardCharsets.UTF_8).length;
            if (bytes <= mostBytes) {
                page.append(block);
            } else {
                leftOut += block.isEmpty() ? 0 : 1;
            }
        }
        if (leftOut > 0) {
            page.append("\n... and ").append(leftOut).append(" more, which the JSON report has.\n");
        }
    }

    private static boolean isPlain(Comparison comparison) {
        return !comparison.verdict().isBad() && comparison.doubt().isEmpty();
    }

    /** Appends the table of what needs attention, and, folded, that of what passes. */
    private static void tables(StringBuilder page, List<Comparison> ordered) {
        if (ordered.isEmpty()) {
            return;
        }
        List<List<String>> rows = ComparisonTable.cells(ordered);
        List<List<String>> open = new ArrayList<>(rows.subList(0, 1));
        List<List<String>> folded = new ArrayList<>(rows.subList(0, 1));
        for (int i = 0; i < ordered.size(); i++) {
            (isPlain(ordered.get(i)) ? folded : open).add(rows.get(i + 1));
        }
        if (open.size() > 1) {
            table(page, open);
        }
        if (folded.size() > 1) {
            page.append("\n<details><summary>")
                    .append(folded.size() - 1)
                    .append(open.size() > 1 ? " without failures or doubts" : " compared")
                    .append("</summary>\n");
            table(page, folded);
            page.append("\n</details>\n");
        }
    }

    /** Returns a sign and the verdict. */
    static String mark(Level level, Verdict verdict, String words) {
        String good = verdict == Verdict.NOT_JUDGED ? "▫️ " : "✅ ";
        String sign = level == Level.INFO ? good : level == Level.WARNING ? "⚠️ " : "❌ ";
        return sign + words + (level == Level.WARNING && verdict == Verdict.FAIL ? ", only a warning: " : ": ");
    }

    /** Appends a table with its heading and rows, whose columns are aligned in the source, too. */
    static void table(StringBuilder page, List<List<String>> rows) {
        List<List<String>> cells = new ArrayList<>();
        int[] widths = new int[rows.get(0).size()];
        Arrays.fill(widths, 3);
        for (List<String> row : rows) {
            List<String> escaped = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                escaped.add(escape(row.get(i)));
                widths[i] = Math.max(widths[i], escaped.get(i).length());
            }
            cells.add(escaped);
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder("|");
            for (int i = 0; i < row.size(); i++) {
                String space = " ".repeat(widths[i] - row.get(i).length());
                boolean number = NUMBERS.contains(rows.get(0).get(i));
                line.append(' ')
                        .append(number ? space + row.get(i) : row.get(i) + space)
                        .append(" |");
            }
            lines.add(line.append('\n').toString());
        }
        page.append('\n').append(lines.get(0)).append('|');
        for (int i = 0; i < widths.length; i++) {
            boolean number = NUMBERS.contains(rows.get(0).get(i));
            page.append(' ').append("-".repeat(widths[i] - (number ? 1 : 0))).append(number ? ": |" : " |");
        }
        page.append('\n');
        appendWhatFits(page, lines.subList(1, lines.size()), MOST_BYTES);
    }

    /** Returns the section of a comparison: what to do, the reasons, the limits, other findings; empty for a plain PASS. */
    private static String section(Comparison comparison, String name, Level level) {
        boolean passes = !comparison.verdict().isBad();
        List<Finding> findings = passes ? warnings(comparison) : comparison.findings();
        if (passes && findings.isEmpty()) {
            return "";
        }
        StringBuilder section = new StringBuilder("\n### ")
                .append(mark(level, comparison.verdict(), Headline.verdict(comparison)))
                .append(escape(name))
                .append("\n\n");
        NextStep.of(comparison)
                .ifPresent(next -> section.append("Next: ").append(escape(next)).append("\n\n"));
        for (Finding finding : Reasons.of(comparison)) {
            finding(section, finding);
        }
        for (LimitResult result : comparison.limits()) {
            section.append("- ").append(escape(Judgement.limit(result))).append('\n');
        }
        for (Finding finding : Reasons.others(comparison, findings)) {
            finding(section, finding);
        }
        return section.toString();
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

    private static String section(CheckedModel model, String name, Level level) {
        if (model.findings().isEmpty()) {
            return "";
        }
        StringBuilder section = new StringBuilder("\n### ")
                .append(mark(level, model.verdict(), Headline.verdict(model.verdict())))
                .append(escape(name))
                .append("\n\n");
        ModelLines.next(model)
                .ifPresent(next -> section.append("Next: ").append(escape(next)).append("\n\n"));
        for (Finding finding : model.findings()) {
            finding(section, finding);
        }
        return section.toString();
    }

    private static String general(List<Finding> findings) {
        StringBuilder section = new StringBuilder(findings.isEmpty() ? "" : "\n");
        for (Finding finding : findings) {
            finding(section, finding);
        }
        return section.toString();
    }

    /** Appends a finding as a list item. */
    static void finding(StringBuilder page, Finding finding) {
        page.append("- **")
                .append(finding.code().name())
                .append("**: ")
                .append(escape(finding.message()))
                .append('\n');
    }

    /** Returns a text on one line; only what would be markup is escaped. */
    static String escape(String text) {
        String line = Printable.line(CONTROL.matcher(text).replaceAll(" "));
        String harmless = REFERENCE.matcher(line).replaceAll("&amp;").replace("<", "&lt;");
        return MARKUP.matcher(harmless).replaceAll("\\\\$0");
    }
}
