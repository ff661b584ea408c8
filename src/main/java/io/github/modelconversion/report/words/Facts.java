package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** What was compared and measured, as labeled facts. Verdicts of other tools are quoted under their names. */
public final class Facts {

    private Facts() {}

    /** Returns the facts about what was compared and measured. */
    public static List<Fact> of(Comparison comparison) {
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
        comparison
                .statistics()
                .ifPresent(statistics -> lines.addAll(
                        KldLines.of(statistics, comparison.metrics().value(Metric.LOG_PROBABILITY_NMSE))));
        type(comparison).ifPresent(lines::add);
        comparison
                .interpretation()
                .filter(band -> comparison.kind() != OutputKind.EMBEDDINGS)
                .ifPresent(band -> lines.add(new Fact("check-nmse.py says:", band.words())));
        comparison
                .similarity()
                .ifPresent(similarity -> lines.add(new Fact("semantic_check.py says:", similarity.words())));
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
                            + comparison.usualNmse().map(Facts::usual).orElse(""));
        });
    }

    private static String usual(UsualError usual) {
        return "; usual NMSE " + NextStep.range(usual.measured()) + " (measured on small models)"
                + usual.estimated()
                        .map(estimated -> ", " + NextStep.range(estimated) + " (estimated for large ones)")
                        .orElse("");
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
                        .map(Facts::describe)
                        .orElse("");
    }

    private static String describe(Source source) {
        String count = source.shape().isFlat()
                ? String.valueOf(source.shape().count())
                : source.shape() + " = " + source.shape().count();
        return " (" + count + " values, " + source.format().elementType() + ")";
    }
}
