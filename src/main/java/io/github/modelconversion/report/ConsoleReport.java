package io.github.modelconversion.report;

import io.github.modelconversion.diagnosis.Finding;
import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.diagnosis.Severity;
import io.github.modelconversion.diagnosis.UsualError;
import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.GateReport;
import io.github.modelconversion.gate.Interpretation;
import io.github.modelconversion.gate.Output;
import io.github.modelconversion.gate.Part;
import io.github.modelconversion.gate.Skipped;
import io.github.modelconversion.gate.Verdict;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.logits.Source;
import io.github.modelconversion.metric.LargestError;
import io.github.modelconversion.metric.Measurement;
import io.github.modelconversion.metric.Metric;
import io.github.modelconversion.report.LogLine.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Renders a report for the log: at most 30 lines for a comparison. Several make a table, the worst first, with the lines of
 * those that are not green and one line for all.
 */
public final class ConsoleReport {

    private final boolean onlyWarn;
    private final String reportFile;

    /**
     * Creates the renderer.
     *
     * @param onlyWarn whether a failed comparison is only a warning
     * @param reportFile the name of the JSON report
     */
    public ConsoleReport(boolean onlyWarn, String reportFile) {
        this.onlyWarn = onlyWarn;
        this.reportFile = reportFile;
    }

    /** Returns the lines for a report. */
    public List<LogLine> render(GateReport report) {
        List<LogLine> lines = new ArrayList<>();
        if (report.comparisons().size() == 1) {
            lines.addAll(details(report.comparisons().get(0)));
        } else {
            lines.addAll(renderAll(report));
        }
        report.findings().forEach(finding -> lines.add(render(finding)));
        for (Skipped skipped : report.skipped()) {
            lines.add(labelled("Skipped", Judgement.name(skipped) + ": " + skipped.reason()));
        }
        lines.add(labelled("Report", reportFile));
        return lines;
    }

    private List<LogLine> renderAll(GateReport report) {
        List<LogLine> lines = new ArrayList<>();
        if (!report.comparisons().isEmpty()) {
            List<Comparison> rows = Judgement.order(report);
            ComparisonTable.of(rows).stream().map(LogLine::info).forEach(lines::add);
            for (Comparison comparison : rows) {
                if (comparison.verdict() == Verdict.PASS) {
                    lines.addAll(findings(comparison, Severity.WARNING));
                } else if (comparison.tensor().isPresent() && !isFirstDivergence(comparison)) {
                    // What follows a divergence differs as well: the table says how much.
                    lines.addAll(findings(comparison, comparison.unusable() ? Severity.WARNING : Severity.FAIL));
                } else {
                    lines.addAll(details(comparison));
                }
            }
        }
        lines.add(new LogLine(
                level(report.verdict()), label("Summary") + Judgement.summary(report) + consequence(report.verdict())));
        return lines;
    }

    private static boolean isFirstDivergence(Comparison comparison) {
        return comparison.findings().stream().anyMatch(finding -> finding.code() == Code.FIRST_DIVERGENCE);
    }

    /** Returns the findings that are at least so severe. */
    private List<LogLine> findings(Comparison comparison, Severity least) {
        return comparison.findings().stream()
                .filter(finding -> finding.severity().compareTo(least) <= 0)
                .map(finding -> new LogLine(
                        level(finding),
                        label("Finding") + Judgement.name(comparison) + ": " + finding.code() + ": "
                                + finding.message()))
                .toList();
    }

    private String consequence(Verdict verdict) {
        return verdict == Verdict.FAIL && onlyWarn ? " (only a warning: failOnViolation is false)" : "";
    }

    /** Returns the lines for one comparison. */
    List<LogLine> details(Comparison comparison) {
        List<LogLine> lines = new ArrayList<>();
        facts(comparison).forEach(fact -> lines.add(labelled(fact.label(), fact.text())));
        comparison.findings().forEach(finding -> lines.add(render(finding)));
        lines.add(new LogLine(
                level(comparison.verdict()),
                label("Result") + Judgement.line(comparison) + consequence(comparison.verdict())));
        return lines;
    }

    /** Returns what was compared and measured. */
    static List<Fact> facts(Comparison comparison) {
        List<Fact> lines = new ArrayList<>();
        lines.add(new Fact("Reference model", comparison.reference().model()));
        lines.add(new Fact("Test model", comparison.test().model()));
        lines.add(new Fact("Reference file", describe(comparison.reference())));
        lines.add(new Fact("Test file", describe(comparison.test())));
        if (!comparison.parts().isEmpty()) {
            lines.add(new Fact("Shards", shards(comparison.parts())));
        }
        lines.addAll(figures(comparison));
        lines.addAll(RowLines.of(comparison));
        comparison.statistics().ifPresent(statistics -> lines.addAll(KldLines.of(statistics)));
        type(comparison).ifPresent(lines::add);
        if (comparison.kind() != OutputKind.EMBEDDINGS) {
            comparison.interpretation().ifPresent(interpretation -> {
                lines.add(new Fact("Interpretation", interpretation.words()));
                lines.add(new Fact("Guidance", interpretation.guidance()));
                lines.add(new Fact("Scale", scale(interpretation)));
            });
        }
        comparison
                .similarity()
                .ifPresent(similarity -> lines.add(new Fact("Interpretation", similarity.words() + " (mean cosine)")));
        return lines;
    }

    private static String shards(List<Part> parts) {
        String first = parts.get(0).state();
        String last = parts.get(parts.size() - 1).state();
        return parts.size() + (first.equals(last) ? ", in " + first : ", from " + first + " to " + last);
    }

    private static Optional<Fact> type(Comparison comparison) {
        return comparison.type().map(type -> {
            String origin = switch (type.origin()) {
                case GGUF -> ", from its GGUF";
                case NAME -> ", from its name";
            };
            return new Fact(
                    "Type",
                    type.quantization()
                            + origin
                            + comparison.usualNmse().map(ConsoleReport::usual).orElse(""));
        });
    }

    private static String usual(UsualError usual) {
        return "; usual NMSE " + range(usual.measured()) + " (measured on small models)"
                + usual.estimated()
                        .map(estimated -> ", " + range(estimated) + " (estimated for large ones)")
                        .orElse("");
    }

    private static String range(UsualError.Range range) {
        return String.format(Locale.ROOT, "%.1e to %.1e", range.smallest(), range.largest());
    }

    private static List<Fact> figures(Comparison comparison) {
        List<Fact> lines = new ArrayList<>();
        OptionalDouble decibels = comparison.metrics().value(Metric.NMSE_DB);
        String suffix = decibels.isPresent() ? " (" + Figures.decibels(decibels.getAsDouble()) + ")" : "";
        double[] limits = comparison.limits().stream()
                .filter(result -> result.limit().metric() == Metric.NMSE)
                .mapToDouble(result -> result.limit().value())
                .toArray();
        figure(comparison, "NMSE", Metric.NMSE, nmse -> Judgement.measured(nmse, limits) + suffix)
                .ifPresent(lines::add);
        figure(comparison, "MSE", Metric.MSE, Figures::scientific).ifPresent(lines::add);
        figure(comparison, "Reference variance", Metric.REFERENCE_VARIANCE, Figures::scientific)
                .ifPresent(lines::add);
        figure(
                        comparison,
                        "Largest error",
                        Metric.MAX_ABSOLUTE_ERROR,
                        error -> Figures.decimal(error) + largestError(comparison))
                .ifPresent(lines::add);
        figure(comparison, "Mean absolute error", Metric.MEAN_ABSOLUTE_ERROR, Figures::decimal)
                .ifPresent(lines::add);
        return lines;
    }

    private static Optional<Fact> figure(
            Comparison comparison, String label, Metric metric, DoubleFunction<String> words) {
        OptionalDouble value = comparison.metrics().value(metric);
        return value.isPresent() ? Optional.of(new Fact(label, words.apply(value.getAsDouble()))) : Optional.empty();
    }

    private static String largestError(Comparison comparison) {
        return comparison
                .measurement()
                .flatMap(Measurement::largestError)
                .map(largest -> largestError(largest, comparison.width()))
                .orElse("");
    }

    private static String largestError(LargestError largest, long width) {
        String position = largest.index() >= width ? "position " + largest.index() / width + ", " : "";
        return " at " + position + "index " + largest.index() % width + " (reference "
                + Figures.decimal(largest.reference()) + ", test " + Figures.decimal(largest.test()) + ")";
    }

    private static String describe(Output output) {
        return output.file()
                + output.tensor().map(", tensor "::concat).orElse("")
                + output.content()
                        .map(Output.Content::source)
                        .map(ConsoleReport::describe)
                        .orElse("");
    }

    private static String describe(Source source) {
        String count = source.shape().isFlat()
                ? String.valueOf(source.shape().count())
                : source.shape() + " = " + source.shape().count();
        return " (" + count + " values, " + source.format().elementType() + ")";
    }

    /** Returns all bands from the best to the worst with the reached one in brackets. */
    private static String scale(Interpretation reached) {
        return Arrays.stream(Interpretation.values())
                .map(band -> band == reached ? "[" + name(band) + "]" : name(band))
                .collect(Collectors.joining(" | "));
    }

    private static String name(Interpretation band) {
        return switch (band) {
            case PERFECT_MATCH -> "0 perfect";
            case VERY_POOR_MATCH -> "very poor";
            default ->
                "<" + Figures.shortest(band.below()) + " "
                        + band.words()
                                .toLowerCase(Locale.ROOT)
                                .replace(" match", "")
                                .replace("essentially ", "");
        };
    }

    private LogLine render(Finding finding) {
        return new LogLine(level(finding), label("Finding") + finding.code() + ": " + finding.message());
    }

    private Level level(Finding finding) {
        return switch (finding.severity()) {
            case FAIL -> level(Verdict.FAIL);
            case WARNING -> Level.WARNING;
            case INFO -> Level.INFO;
        };
    }

    private Level level(Verdict verdict) {
        return switch (verdict) {
            case PASS -> Level.INFO;
            case NOT_MEASURED -> Level.ERROR;
            case FAIL -> onlyWarn ? Level.WARNING : Level.ERROR;
        };
    }

    private static LogLine labelled(String label, String text) {
        return LogLine.info(label(label) + text);
    }

    private static String label(String label) {
        return String.format(Locale.ROOT, "%-20s", label);
    }
}
