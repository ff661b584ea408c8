package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.report.text.TextTable;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Several comparisons as a table, one per row. */
public final class ComparisonTable {

    private ComparisonTable() {}

    /** Returns the heading and one line per comparison, in order. */
    public static List<String> of(List<Comparison> comparisons) {
        return TextTable.lines(cells(comparisons), names(comparisons).size());
    }

    /** Returns the heading and one row per comparison, as cells. */
    public static List<List<String>> cells(List<Comparison> comparisons) {
        List<Column> columns = columns(comparisons);
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::heading).toList());
        for (Comparison comparison : comparisons) {
            rows.add(columns.stream()
                    .map(column -> column.cell().apply(comparison))
                    .toList());
        }
        return rows;
    }

    private record Column(String heading, Function<Comparison, String> cell) {}

    private static List<Column> columns(List<Comparison> comparisons) {
        List<Column> columns = new ArrayList<>(names(comparisons));
        boolean probabilities =
                comparisons.stream().anyMatch(comparison -> comparison.kind().hasDistributions());
        columns.add(new Column("NMSE", comparison -> figure(comparison, Metric.NMSE, "%.2e")));
        columns.add(new Column("dB", comparison -> figure(comparison, Metric.NMSE_DB, "%.1f")));
        if (probabilities) {
            columns.add(new Column("mean KL", comparison -> figure(comparison, Metric.MEAN_KL_DIVERGENCE, "%.2e")));
            columns.add(new Column(
                    "top-1", comparison -> figure(comparison, Metric.TOP1_AGREEMENT, Figures::roundPercent)));
        } else {
            columns.add(new Column("cosine", comparison -> figure(comparison, Metric.COSINE_SIMILARITY, "%.4f")));
        }
        columns.add(new Column("max error", ComparisonTable::largestError));
        columns.add(new Column(
                "used",
                comparison ->
                        Judgement.deciding(comparison).map(LimitWords::used).orElse("-")));
        columns.add(new Column("verdict", Headline::verdict));
        return columns;
    }

    /** Returns the name columns. For tensors, model and data directory are shown only if there are several. */
    private static List<Column> names(List<Comparison> comparisons) {
        Names prompts = Names.ofPaths(comparisons.stream()
                .map(comparison -> comparison.dataDirectory().orElse(""))
                .toList());
        Names variants = Names.ofModels(comparisons);
        Column variant = new Column(
                "variant", comparison -> variants.shortened(comparison.test().model()));
        Column prompt = new Column(
                "prompt",
                comparison -> prompts.shortened(comparison.dataDirectory().orElse("")));
        Column tensor = new Column("tensor", comparison -> comparison.tensor().orElse(""));
        boolean tensors =
                comparisons.stream().anyMatch(comparison -> comparison.tensor().isPresent());
        if (!tensors) {
            return List.of(variant, prompt);
        }
        return Stream.concat(
                        Stream.of(variant, prompt).filter(column -> differs(column, comparisons)), Stream.of(tensor))
                .toList();
    }

    private static boolean differs(Column column, List<Comparison> comparisons) {
        return comparisons.stream().map(column.cell()).distinct().count() > 1;
    }

    private static String figure(Comparison comparison, Metric metric, String format) {
        return figure(comparison, metric, value -> String.format(Locale.ROOT, format, value));
    }

    private static String figure(Comparison comparison, Metric metric, DoubleFunction<String> words) {
        OptionalDouble value = comparison.metrics().value(metric);
        return value.isPresent() ? words.apply(value.getAsDouble()) : "-";
    }

    private static String largestError(Comparison comparison) {
        Optional<LargestError> largest = comparison.measurement().flatMap(measured -> measured.largestError());
        return largest.map(error -> String.format(Locale.ROOT, "%.3g", Math.abs(error.test() - error.reference())))
                .orElse("-");
    }
}
