package io.github.modelconversion.report;

import io.github.modelconversion.gate.Comparison;
import io.github.modelconversion.gate.Limit;
import io.github.modelconversion.gate.LimitResult;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.LargestError;
import io.github.modelconversion.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** Several comparisons as a table, one a row. */
final class ComparisonTable {

    private ComparisonTable() {}

    /** Returns the heading and a line for each comparison, in their order. */
    static List<String> of(List<Comparison> comparisons) {
        return TextTable.lines(cells(comparisons));
    }

    /** Returns the heading and a row for each comparison, cell by cell. */
    static List<List<String>> cells(List<Comparison> comparisons) {
        Names prompts = Names.ofPaths(comparisons.stream()
                .map(comparison -> comparison.dataDirectory().orElse(""))
                .toList());
        Names variants = Names.ofModels(comparisons);
        boolean embeddings = comparisons.get(0).kind() == OutputKind.EMBEDDINGS;
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                embeddings
                        ? List.of("variant", "prompt", "NMSE", "dB", "cosine", "max error", "limit", "verdict")
                        : List.of(
                                "variant",
                                "prompt",
                                "NMSE",
                                "dB",
                                "mean KL",
                                "top-1",
                                "max error",
                                "limit",
                                "verdict"));
        for (Comparison comparison : comparisons) {
            List<String> row = new ArrayList<>();
            row.add(variants.shortened(comparison.test().model()));
            row.add(prompts.shortened(comparison.dataDirectory().orElse("")));
            row.add(figure(comparison, Metric.NMSE, "%.2e"));
            row.add(figure(comparison, Metric.NMSE_DB, "%.1f"));
            if (embeddings) {
                row.add(figure(comparison, Metric.COSINE_SIMILARITY, "%.4f"));
            } else {
                row.add(figure(comparison, Metric.MEAN_KL_DIVERGENCE, "%.2e"));
                row.add(figure(comparison, Metric.TOP1_AGREEMENT, Figures::roundPercent));
            }
            row.add(largestError(comparison));
            row.add(comparison.tightest().map(ComparisonTable::limit).orElse("-"));
            row.add(comparison.verdict().name().replace('_', ' '));
            rows.add(row);
        }
        return rows;
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

    /** The limit that decides: that of which the largest share is used up. */
    private static String limit(LimitResult result) {
        String metric = switch (result.limit().metric()) {
            case NMSE -> "";
            case CENTERED_NMSE -> "centered ";
            case MEAN_KL_DIVERGENCE -> "KL ";
            case MEDIAN_KL_DIVERGENCE -> "median KL ";
            case P99_KL_DIVERGENCE -> "p99 KL ";
            case MAX_KL_DIVERGENCE -> "max KL ";
            case TOP1_AGREEMENT -> "top-1 ";
            case TOP10_OVERLAP -> "top-10 ";
            case COSINE_SIMILARITY -> "cosine ";
            case LOWEST_COSINE_SIMILARITY -> "low cosine ";
            case MEAN_ABSOLUTE_ERROR -> "mean error ";
            case RMS_TOP1_DELTA_P, RMS_DELTA_P -> "delta p ";
            default -> "error ";
        };
        return metric + Figures.shortest(result.limit().value()) + " " + origin(result.limit());
    }

    private static String origin(Limit limit) {
        return switch (limit.origin()) {
            case DEFAULT -> "default";
            case RECOMMENDED -> "rec.";
            case CONFIGURATION -> "set";
            case TYPE -> "type";
            case BASELINE -> "base";
        };
    }
}
