package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.report.text.TextTable;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.text.RoundedDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Several comparisons as a table, one per row. For tensors, model and data directory are shown only if there are several. */
public final class ComparisonTable {

    private final List<Comparison> comparisons;
    private final Names variants;
    private final Names prompts;
    private final boolean tensors;
    private final boolean probabilities;
    private final boolean variantShown;
    private final boolean promptShown;

    private ComparisonTable(List<Comparison> comparisons) {
        List<String> directories = new ArrayList<>();
        boolean anyTensor = false;
        boolean anyProbabilities = false;
        for (Comparison comparison : comparisons) {
            if (isOfOneDirectory(comparison)) {
                directories.add(comparison.dataDirectory().orElse(""));
            }
            anyTensor |= comparison.tensor().isPresent();
            anyProbabilities |= comparison.kind().hasDistributions();
        }
        this.comparisons = comparisons;
        this.variants = Names.ofModels(comparisons);
        this.prompts = directories.isEmpty() ? new Names(0, 0) : Names.ofPaths(directories);
        this.tensors = anyTensor;
        this.probabilities = anyProbabilities;
        Set<String> shownVariants = new HashSet<>();
        Set<String> shownPrompts = new HashSet<>();
        for (Comparison comparison : comparisons) {
            shownVariants.add(variant(comparison));
            shownPrompts.add(prompt(comparison));
        }
        this.variantShown = !tensors || shownVariants.size() > 1;
        this.promptShown = !tensors || shownPrompts.size() > 1;
    }

    /** Returns the heading and one line per comparison, in order. */
    public static List<String> of(List<Comparison> comparisons) {
        ComparisonTable table = new ComparisonTable(comparisons);
        return TextTable.lines(table.rows(), table.names("", "", "").size());
    }

    /** Returns the heading and one row per comparison, as cells. */
    public static List<List<String>> cells(List<Comparison> comparisons) {
        return new ComparisonTable(comparisons).rows();
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(heading());
        for (Comparison comparison : comparisons) {
            rows.add(row(comparison));
        }
        return rows;
    }

    private List<String> heading() {
        List<String> cells = names("variant", "prompt", "tensor");
        cells.addAll(List.of("NMSE", "dB"));
        cells.addAll(probabilities ? List.of("mean KL", "top-1") : List.of("cosine"));
        cells.addAll(List.of("max error", "used", "verdict"));
        return cells;
    }

    private List<String> row(Comparison comparison) {
        List<String> cells = names(
                variant(comparison), prompt(comparison), comparison.tensor().orElse(""));
        cells.add(scientific(comparison, Metric.NMSE));
        cells.add(plain(comparison, Metric.NMSE_DB, 1));
        if (probabilities) {
            OptionalDouble agreement = comparison.metrics().value(Metric.TOP1_AGREEMENT);
            cells.add(scientific(comparison, Metric.MEAN_KL_DIVERGENCE));
            cells.add(agreement.isPresent() ? Figures.roundPercent(agreement.getAsDouble()) : "-");
        } else {
            cells.add(plain(comparison, Metric.COSINE_SIMILARITY, 4));
        }
        cells.add(largestError(comparison));
        Optional<LimitResult> deciding = Judgement.deciding(comparison);
        cells.add(deciding.isPresent() ? LimitWords.used(deciding.get()) : "-");
        cells.add(Headline.verdict(comparison));
        return cells;
    }

    /** Returns the cells of the name columns that are shown. */
    private List<String> names(String variant, String prompt, String tensor) {
        List<String> cells = new ArrayList<>();
        if (variantShown) {
            cells.add(variant);
        }
        if (promptShown) {
            cells.add(prompt);
        }
        if (tensors) {
            cells.add(tensor);
        }
        return cells;
    }

    private String variant(Comparison comparison) {
        return variants.shortened(comparison.test().model());
    }

    private String prompt(Comparison comparison) {
        String directory = isOfOneDirectory(comparison)
                ? prompts.shortened(comparison.dataDirectory().orElse(""))
                : "";
        return ComparisonNames.withAllPrompts(directory, comparison);
    }

    /** Returns false for a pool of prompts, unless a combined report names the place that it comes from. */
    private static boolean isOfOneDirectory(Comparison comparison) {
        return comparison.dataDirectory().isPresent()
                || comparison.subject().pooling().prompts().isEmpty();
    }

    private static String scientific(Comparison comparison, Metric metric) {
        OptionalDouble value = comparison.metrics().value(metric);
        return value.isPresent() ? RoundedDecimal.scientific(value.getAsDouble(), 2) : "-";
    }

    private static String plain(Comparison comparison, Metric metric, int decimals) {
        OptionalDouble value = comparison.metrics().value(metric);
        return value.isPresent() ? RoundedDecimal.plain(value.getAsDouble(), decimals) : "-";
    }

    private static String largestError(Comparison comparison) {
        Optional<LargestError> largest = comparison.largestError();
        return largest.isPresent()
                ? RoundedDecimal.general(
                        Math.abs(largest.get().test() - largest.get().reference()), 3)
                : "-";
    }
}
