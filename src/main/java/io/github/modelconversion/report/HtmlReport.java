package io.github.modelconversion.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Renders a report as one HTML file without script and without outside resources. Names are escaped by the template
 * engine; the plots are the only markup that is not the templates'.
 */
final class HtmlReport {

    /** Comparisons that are shown in full: the page stays below a few megabytes, whatever the size of the grid. */
    static final int MOST_SECTIONS = 40;

    private HtmlReport() {}

    static String render(GateReport report, ReportContext context) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), HtmlReport.class.getPackageName());
        StringOutput page = new StringOutput();
        engine.render("page.jte", Map.of("report", report, "context", context), page);
        return page.toString();
    }

    /** Returns the comparisons to show in full, the worst first; the worst is unfolded. */
    static List<HtmlSection> sections(GateReport report) {
        List<HtmlSection> sections = new ArrayList<>();
        for (Comparison comparison : report.worstFirst()) {
            if (sections.size() < MOST_SECTIONS) {
                sections.add(new HtmlSection(comparison, "comparison-" + (sections.size() + 1), sections.isEmpty()));
            }
        }
        return sections;
    }

    /** Returns what to make of a single comparison, or how several ended. */
    static String summary(GateReport report) {
        return report.comparisons().size() == 1
                ? report.comparisons()
                        .get(0)
                        .interpretation()
                        .map(interpretation -> interpretation.words() + ". " + interpretation.guidance())
                        .orElseGet(() -> Judgement.line(report.comparisons().get(0)))
                : Judgement.summary(report);
    }

    /** Returns the class of what has a verdict. */
    static String style(Verdict verdict, ReportContext context) {
        return switch (verdict) {
            case PASS -> "pass";
            case NOT_MEASURED -> "fail";
            case FAIL -> context.onlyWarn() ? "warn" : "fail";
        };
    }

    static String words(Verdict verdict) {
        return verdict.name().replace('_', ' ');
    }

    /** Returns a text without what an HTML file cannot have. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}|\\p{Cs}", "\uFFFD");
    }
}
