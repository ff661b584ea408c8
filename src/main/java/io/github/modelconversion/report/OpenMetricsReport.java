package io.github.modelconversion.report;

import io.github.modelconversion.report.text.ReportContext;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.GateReport;
import io.github.modelconversion.result.Verdict;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.text.Printable;
import io.github.modelconversion.text.ShortestDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Renders the figures as OpenMetrics text: one gauge per metric, one sample per comparison. */
final class OpenMetricsReport {

    private OpenMetricsReport() {}

    static String render(GateReport report, ReportContext context) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : Metric.values()) {
            String name = "nmse_check_" + snakeCase(metric.key());
            boolean first = true;
            for (Comparison comparison : report.comparisons()) {
                if (comparison.metrics().value(metric).isEmpty()) {
                    continue;
                }
                if (first) {
                    family(text, name, metric.label());
                    first = false;
                }
                double value = comparison.metrics().value(metric).getAsDouble();
                sample(text, name, comparison, context, ShortestDecimal.of(value));
            }
        }
        if (!report.comparisons().isEmpty()) {
            family(text, "nmse_check_pass", "1 where the verdict is PASS, else 0");
        }
        for (Comparison comparison : report.comparisons()) {
            if (comparison.verdict() != Verdict.NOT_JUDGED) {
                sample(text, "nmse_check_pass", comparison, context, comparison.verdict() == Verdict.PASS ? "1" : "0");
            }
        }
        return text + "# EOF\n";
    }

    private static void family(StringBuilder text, String name, String help) {
        text.append("# TYPE ").append(name).append(" gauge\n");
        text.append("# HELP ").append(name).append(' ').append(escape(help)).append('\n');
    }

    private static void sample(
            StringBuilder text, String name, Comparison comparison, ReportContext context, String value) {
        text.append(name).append("{check=\"").append(escape(context.name()));
        text.append("\",reference=\"").append(escape(comparison.reference().model()));
        text.append("\",test=\"").append(escape(comparison.test().model()));
        comparison.dataDirectory().ifPresent(data -> text.append("\",data=\"").append(escape(data)));
        comparison.tensor().ifPresent(tensor -> text.append("\",tensor=\"").append(escape(tensor)));
        text.append("\"} ").append(value).append('\n');
    }

    private static String snakeCase(String key) {
        return key.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Returns a text for a label, in which line ends have an escape. What misleads is escaped visibly, as in the log. */
    private static String escape(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(Printable.line(line).replace("\\", "\\\\").replace("\"", "\\\""));
        }
        return String.join("\\n", lines);
    }
}
