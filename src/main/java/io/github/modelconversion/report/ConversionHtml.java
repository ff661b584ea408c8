package io.github.modelconversion.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.conversion.JudgedModel;
import io.github.modelconversion.conversion.part.Check;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.report.words.Fact;
import io.github.modelconversion.result.Finding;
import java.util.ArrayList;
import java.util.List;

/** Renders how originals and their GGUF files differ as one HTML file without scripts and external resources. */
final class ConversionHtml {

    private ConversionHtml() {}

    @SuppressWarnings("NullAway") // A template may have no interceptor.
    static String render(ConversionReport report, ReportContext context) {
        StringOutput page = new StringOutput();
        JteconversionGenerated.render(new OwaspHtmlTemplateOutput(page), null, report, context);
        return page.toString();
    }

    static String summary(ConversionReport report) {
        return ConversionWords.reasons(report)
                + ConversionWords.next(report).map(next -> ". Next: " + next).orElse("");
    }

    /** Returns the CSS class of a finding. */
    static String style(Finding finding, ReportContext context) {
        return switch (finding.severity()) {
            case FAIL -> context.onlyWarn() ? "warning" : "fail";
            case WARNING -> "warning";
            case INFO -> "info";
        };
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
}
