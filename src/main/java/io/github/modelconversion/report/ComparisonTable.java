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

/** Several comparisons as a table, one a row, at most 120 columns wide together with Maven's label. */
final class ComparisonTable {

    private static final int WIDEST = 120 - "[WARNING] ".length();
    private static final String GAP = "  ";

    /** What is cut from the middle of a name leaves this. */
    private static final String CUT = "..";

    /** The first two columns hold names: they give way where the table is too wide. */
    private static final int NAMES = 2;

    private static final int SHORTEST_NAME = 8;

    private ComparisonTable() {}

    /** Returns the heading and a line for each comparison, in their order. */
    static List<String> of(List<Comparison> comparisons) {
        return lines(cells(comparisons));
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

    private static List<String> lines(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        shrinkNames(widths);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = i == 0 ? "" : GAP;
                boolean text = i < NAMES || i >= widths.length - NAMES;
                String cell = cut(row.get(i), widths[i]);
                line.append(gap).append(String.format(Locale.ROOT, "%" + (text ? "-" : "") + widths[i] + "s", cell));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static void shrinkNames(int[] widths) {
        int excess = (widths.length - 1) * GAP.length() - WIDEST;
        for (int width : widths) {
            excess += width;
        }
        while (excess > 0 && Math.max(widths[0], widths[1]) > SHORTEST_NAME) {
            widths[widths[0] >= widths[1] ? 0 : 1]--;
            excess--;
        }
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = (width - CUT.length()) / 2;
        return text.substring(0, width - CUT.length() - end) + CUT + text.substring(text.length() - end);
    }
}
