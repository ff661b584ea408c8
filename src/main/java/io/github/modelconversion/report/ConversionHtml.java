package io.github.modelconversion.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.report.html.HtmlReport;
import io.github.modelconversion.report.plot.LayerPlot;
import io.github.modelconversion.report.plot.Plot;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.Fact;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Renders how originals and their GGUF files differ as one HTML file without scripts and external resources. */
final class ConversionHtml {

    /** Most rows of a table, so that the page stays below a few megabytes; the JSON report has all. */
    static final int MOST_ROWS = 10_000;

    /** Most findings of a model. */
    static final int MOST_FINDINGS = 1000;

    private ConversionHtml() {}

    @SuppressWarnings("NullAway") // A template may have no interceptor.
    static String render(ConversionReport report, ReportContext context) {
        StringOutput page = new StringOutput();
        JteconversionGenerated.render(new OwaspHtmlTemplateOutput(page), null, report, context);
        return page.toString();
    }

    /** Returns what to do; empty if there is nothing to do. */
    static String next(ConversionReport report) {
        return ConversionWords.next(report).orElse("");
    }

    /** Returns the CSS class of the verdict. */
    static String style(ConversionReport report, ReportContext context) {
        return HtmlReport.style(ConversionWords.level(report, context.onlyWarn()));
    }

    /** Returns the numbers of conversions by their verdict, each labeled with its CSS class; empty for a single one. */
    static List<Fact> counters(ConversionReport report, ReportContext context) {
        List<Fact> counters = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.FAIL, Verdict.NOT_MEASURED, Verdict.PASS)) {
            long count = report.count(verdict);
            if (count > 0 && report.models().size() > 1) {
                counters.add(new Fact(HtmlReport.style(verdict, context), count + words(verdict)));
            }
        }
        return counters;
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case FAIL -> " failed";
            case NOT_MEASURED, NOT_JUDGED -> " not measured";
            case PASS -> " passed";
        };
    }

    /** Returns the findings to show. */
    static List<Finding> shown(List<Finding> findings) {
        return findings.subList(0, Math.min(MOST_FINDINGS, findings.size()));
    }

    /** Returns the number of rows to show, without the heading. */
    static int shown(ConversionTable table) {
        return Math.min(MOST_ROWS, table.rows().size() - 1);
    }

    /** Returns how many are left out; empty if none are. */
    static String leftOut(int all, int most) {
        return all > most ? "The first " + most + " of " + all + "; conversion-check.json has them all." : "";
    }

    static List<Fact> facts(JudgedModel model) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Original", ConversionWords.side(model.original())));
        facts.add(new Fact("Converted", ConversionWords.side(model.converted())));
        for (Check check : model.checks()) {
            facts.add(new Fact(ConversionWords.label(check), ConversionWords.figures(check, model)));
        }
        facts.add(new Fact("Result", ConversionWords.result(model)));
        return facts;
    }

    /** Returns the NMSE of the tensors in file order; empty if no values were compared. */
    static Optional<Plot> layers(JudgedModel model) {
        return LayerPlot.of(
                "NMSE by tensor",
                model.comparison().tensors().entries().stream()
                        .map(entry -> new LayerPlot.Tensor(
                                HtmlReport.clean(entry.name()),
                                entry.values().nmse(),
                                entry.values().usualNmse(),
                                entry.values().nmseLimit(),
                                entry.verdict().isWrong() ? LayerPlot.Verdict.WRONG : LayerPlot.Verdict.GOOD,
                                ""))
                        .toList());
    }
}
