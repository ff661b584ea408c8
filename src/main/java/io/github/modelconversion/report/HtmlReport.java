package io.github.modelconversion.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.github.modelconversion.report.text.Levels;
import io.github.modelconversion.report.text.LogLine;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.ComparisonNames;
import io.github.modelconversion.report.words.Headline;
import io.github.modelconversion.report.words.ModelLines;
import io.github.modelconversion.report.words.SkippedLines;
import io.github.modelconversion.result.CheckedModel;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders a report as one HTML file without scripts and external resources. The template engine escapes names; the plots are
 * the only markup from outside the templates.
 */
final class HtmlReport {

    /** Most comparisons to show in full, so that the page stays below a few megabytes for any number of comparisons. */
    static final int MOST_SECTIONS = 40;

    private HtmlReport() {}

    @SuppressWarnings("NullAway") // A template may have no interceptor.
    static String render(GateReport report, ReportContext context) {
        StringOutput page = new StringOutput();
        JtepageGenerated.render(new OwaspHtmlTemplateOutput(page), null, report, context);
        return page.toString();
    }

    /** Returns the comparisons to show in full, the worst first; the worst is unfolded. */
    static List<HtmlSection> sections(GateReport report) {
        List<HtmlSection> sections = new ArrayList<>();
        ComparisonNames names = ComparisonNames.of(report);
        for (Comparison comparison : report.worstFirst()) {
            if (sections.size() < MOST_SECTIONS) {
                String reasons = Headline.isSingle(report) ? "" : Headline.reasons(comparison);
                String id = "comparison-" + (sections.size() + 1);
                sections.add(new HtmlSection(comparison, names.of(comparison), reasons, id, sections.isEmpty()));
            }
        }
        return sections;
    }

    /** Returns the reasons for the verdict on a single comparison, or a summary of several. */
    static String summary(GateReport report) {
        return Headline.outcome(report, ComparisonNames.of(report));
    }

    /** Returns the CSS class of the whole report. */
    static String style(GateReport report, ReportContext context) {
        return style(new Levels(context.onlyWarn()).of(report));
    }

    /** Returns the CSS class of a comparison. */
    static String style(Comparison comparison, ReportContext context) {
        return style(new Levels(context.onlyWarn()).of(comparison));
    }

    /** Returns the CSS class of a limit's verdict. */
    static String style(Verdict verdict, ReportContext context) {
        return style(new Levels(context.onlyWarn()).of(verdict));
    }

    /** Returns the CSS class of a log level. */
    static String style(LogLine.Level level) {
        return switch (level) {
            case INFO -> "pass";
            case WARNING -> "warn";
            case ERROR -> "fail";
        };
    }

    /** Returns the name of a checked model. */
    static String name(CheckedModel model, GateReport report) {
        return clean(ComparisonNames.of(report).of(model));
    }

    /** Returns what to do about a checked model; empty if there is nothing to do. */
    static String next(CheckedModel model) {
        return ModelLines.next(model).orElse("");
    }

    static String words(GateReport report) {
        return Headline.verdict(report);
    }

    static String words(Verdict verdict) {
        return Headline.verdict(verdict);
    }

    /** Returns the skipped comparisons, one line per group. */
    static List<String> skipped(GateReport report) {
        return SkippedLines.of(report.skipped(), ComparisonNames.of(report));
    }

    /** Removes characters that are not allowed in HTML. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}|\\p{Cs}", "\uFFFD");
    }
}
