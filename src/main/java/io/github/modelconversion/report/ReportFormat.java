package io.github.modelconversion.report;

import io.github.modelconversion.conversion.ConversionReport;
import io.github.modelconversion.report.html.HtmlReport;
import io.github.modelconversion.report.json.ConversionJson;
import io.github.modelconversion.report.json.JsonReport;
import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.GateReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The formats of report files. Each only renders the same report. */
public enum ReportFormat {
    /** The stable format for programs; {@code report.md} is its contract. */
    JSON("%s.json"),
    /** Test results in Surefire's format. */
    JUNIT("TEST-%s.xml"),
    /** A page for a job summary. */
    MARKDOWN("%s.md"),
    /** A page with plots: one file without scripts. */
    HTML("%s.html"),
    /** Figures for Prometheus and programs that read its text format. */
    OPENMETRICS("%s.prom"),
    /** Figures for github-action-benchmark, {@code customSmallerIsBetter}. */
    BENCHMARK("%s.benchmark.json");

    private final String fileName;

    ReportFormat(String fileName) {
        this.fileName = fileName;
    }

    /**
     * Returns the name of the file.
     *
     * @param report the base name of the report's files: {@code nmse-check} or {@code conversion-check}
     */
    public String fileName(String report) {
        return fileName.replace("%s", report);
    }

    /** Returns the formats to mention: the first human-readable one, then JSON; else the first. */
    public static List<ReportFormat> toRead(Collection<ReportFormat> formats) {
        List<ReportFormat> toRead = new ArrayList<>();
        if (formats.contains(HTML)) {
            toRead.add(HTML);
        } else if (formats.contains(MARKDOWN)) {
            toRead.add(MARKDOWN);
        }
        if (formats.contains(JSON)) {
            toRead.add(JSON);
        }
        return toRead.isEmpty() ? List.of(formats.iterator().next()) : toRead;
    }

    /** Renders the report; the same report always gives the same text. */
    public String render(GateReport report, ReportContext context) {
        return switch (this) {
            case JSON -> JsonReport.render(report, context);
            case JUNIT -> JunitReport.render(report, context);
            case MARKDOWN -> MarkdownReport.render(report, context);
            case HTML -> HtmlReport.render(report, context);
            case OPENMETRICS -> OpenMetricsReport.render(report, context);
            case BENCHMARK -> BenchmarkReport.render(report);
        };
    }

    /** Returns whether this format holds figures, which a conversion report does not have. */
    public boolean isForFigures() {
        return this == OPENMETRICS || this == BENCHMARK;
    }

    /** Renders a conversion report; empty if the format is one for figures. */
    public Optional<String> render(ConversionReport report, ReportContext context) {
        return switch (this) {
            case JSON -> Optional.of(ConversionJson.render(report, context));
            case JUNIT -> Optional.of(ConversionJunit.render(report, context));
            case MARKDOWN -> Optional.of(ConversionMarkdown.render(report, context));
            case HTML -> Optional.of(ConversionHtml.render(report, context));
            case OPENMETRICS, BENCHMARK -> Optional.empty();
        };
    }
}
