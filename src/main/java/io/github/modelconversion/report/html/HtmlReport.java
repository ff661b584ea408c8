package io.github.modelconversion.report.html;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.github.modelconversion.report.text.FindingsPage;
import io.github.modelconversion.report.text.Levels;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.ModelLines;
import io.github.modelconversion.report.words.SkippedLines;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.text.Printable;
import java.util.List;
import java.util.Locale;

/**
 * Renders a report as one HTML file without scripts and external resources. The template engine escapes names; the plots are
 * the only markup from outside the templates.
 */
public final class HtmlReport {

    private HtmlReport() {}

    @SuppressWarnings("NullAway") // A template may have no interceptor.
    public static String render(GateReport report, ReportContext context) {
        StringOutput page = new StringOutput();
        OwaspHtmlTemplateOutput output = new OwaspHtmlTemplateOutput(page);
        if (Headline.isSingle(report) && report.skipped().isEmpty()) {
            HtmlSection only = HtmlSection.of(report.comparisons().get(0), ComparisonNames.of(report));
            JtesingleGenerated.render(output, null, report, only, context);
        } else {
            JteseveralGenerated.render(output, null, report, HtmlOverview.of(report, context), context);
        }
        return page.toString();
    }

    /** Returns the reasons for the verdict on a single comparison, with its name. */
    public static String outcome(GateReport report) {
        return Headline.outcome(report, ComparisonNames.of(report));
    }

    /** Returns the CSS class of the whole report. */
    public static String style(GateReport report, ReportContext context) {
        return style(new Levels(context.onlyWarn()).of(report));
    }

    /** Returns the CSS class of a comparison. */
    public static String style(Comparison comparison, ReportContext context) {
        boolean neutral =
                comparison.verdict() == Verdict.NOT_JUDGED && comparison.doubt().isEmpty();
        return neutral ? "neutral" : style(new Levels(context.onlyWarn()).of(comparison));
    }

    /** Returns the CSS class of a limit's verdict. */
    public static String style(Verdict verdict, ReportContext context) {
        return style(new Levels(context.onlyWarn()).of(verdict));
    }

    /** Returns the level of a checked model. */
    public static LogLine.Level level(CheckedModel model, ReportContext context) {
        return new Levels(context.onlyWarn()).of(model);
    }

    /**
     * Returns the word for a checked model's finding, in lower case, which is also its CSS class.
     *
     * @param model the level of the model
     */
    public static String style(Finding finding, LogLine.Level model, ReportContext context) {
        return finding.severity() == Severity.FAIL ? word(model) : style(finding, context);
    }

    /** Returns the word for a finding that belongs to no single comparison or model. */
    public static String style(Finding finding, ReportContext context) {
        return word(new Levels(context.onlyWarn()).of(finding));
    }

    private static String word(LogLine.Level level) {
        return switch (level) {
            case INFO -> "info";
            case WARNING -> "warning";
            case ERROR -> "fail";
        };
    }

    /** Returns the CSS class of a verdict. */
    public static String style(LogLine.Level level) {
        return level == LogLine.Level.INFO ? "pass" : level == LogLine.Level.WARNING ? "warn" : "fail";
    }

    /** Returns the heading of a part of a comparison, which looks the same at every level. */
    public static String heading(int level, String words) {
        return "<h" + level + " class=\"part\">" + words + "</h" + level + ">";
    }

    /** Returns the name of a checked model. */
    public static String name(CheckedModel model, GateReport report) {
        return clean(ComparisonNames.of(report).of(model));
    }

    /** Returns what to do about a checked model; empty if there is nothing to do. */
    public static String next(CheckedModel model) {
        return ModelLines.next(model).orElse("");
    }

    public static String words(GateReport report) {
        return Headline.verdict(report);
    }

    public static String words(Verdict verdict) {
        return Headline.verdict(verdict);
    }

    /** Returns the address of a code's description. */
    public static String documentation(Finding.Code code) {
        return FindingsPage.url(code);
    }

    /** Returns the name of a number of the evidence in words. */
    public static String words(String key) {
        StringBuilder words = new StringBuilder();
        for (String word : key.split("(?<=[a-z0-9])(?=[A-Z])", -1)) {
            words.append(words.isEmpty() ? "" : " ").append(word(word));
        }
        return words.toString();
    }

    private static String word(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nmse" -> "NMSE";
            case "kl" -> "KL";
            case "p" -> "p";
            case "choice" -> "top-1 token";
            case "top1" -> "top-1";
            case "top10" -> "top-10";
            default -> word.toLowerCase(Locale.ROOT);
        };
    }

    /** Returns the skipped comparisons, one line per group. */
    public static List<String> skipped(GateReport report) {
        return SkippedLines.of(report.skipped(), ComparisonNames.of(report));
    }

    /** Escapes characters that mislead or are not allowed in HTML, as the log does. */
    public static String clean(String text) {
        return Printable.line(text);
    }
}
