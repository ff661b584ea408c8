package io.github.modelconversion.report.words;

import io.github.modelconversion.report.text.Figures;
import io.github.modelconversion.result.Comparison;
import io.github.modelconversion.result.LimitResult;
import io.github.modelconversion.result.Part;
import io.github.modelconversion.result.Subject;
import io.github.modelconversion.result.UsualError;
import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Output;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What was compared and measured, as labeled facts. Verdicts of other tools are quoted under their names. */
public final class Facts {

    private static final int MOST_PROMPTS = 20;

    private Facts() {}

    /** Returns the facts about what was compared and measured. */
    public static List<Fact> of(Comparison comparison) {
        List<Fact> lines = new ArrayList<>();
        lines.add(new Fact("Reference model", comparison.reference().model()));
        lines.add(new Fact("Test model", comparison.test().model()));
        lines.add(new Fact("Reference file", describe(comparison.reference())));
        lines.add(new Fact("Test file", describe(comparison.test())));
        List<Subject.Prompt> prompts = comparison.subject().pooling().prompts();
        if (!prompts.isEmpty()) {
            lines.add(new Fact("Prompts", prompts(prompts)));
        }
        if (!comparison.parts().isEmpty()) {
            lines.add(new Fact("Shards", shards(comparison.parts())));
        }
        lines.addAll(figures(comparison));
        lines.addAll(RowLines.of(comparison));
        if (comparison.statistics().isPresent()) {
            lines.addAll(KldLines.of(
                    comparison.statistics().get(), comparison.metrics().value(Metric.LOG_PROBABILITY_NMSE)));
        }
        if (comparison.type().isPresent()) {
            lines.add(type(comparison.type().get(), comparison.usualNmse()));
        }
        if (comparison.interpretation().isPresent() && comparison.kind() != OutputKind.EMBEDDINGS) {
            lines.add(new Fact(
                    "check-nmse.py says:", comparison.interpretation().get().words()));
        }
        if (comparison.similarity().isPresent()) {
            lines.add(new Fact(
                    "semantic_check.py says:", comparison.similarity().get().words()));
        }
        return lines;
    }

    private static String prompts(List<Subject.Prompt> prompts) {
        List<String> named = new ArrayList<>();
        long first = 0;
        for (Subject.Prompt prompt : prompts) {
            long last = first + prompt.positions() - 1;
            named.add(prompt.data()
                    + (last < first
                            ? ""
                            : last == first
                                    ? " (position " + first + ")"
                                    : " (positions " + first + " to " + last + ")"));
            first = last + 1;
        }
        int more = named.size() - MOST_PROMPTS;
        return String.join(", ", more > 0 ? named.subList(0, MOST_PROMPTS) : named)
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String shards(List<Part> parts) {
        String first = parts.get(0).state();
        String last = parts.get(parts.size() - 1).state();
        return parts.size() + (first.equals(last) ? ", in " + first : ", from " + first + " to " + last);
    }

    private static Fact type(ConversionType type, Optional<UsualError> usual) {
        String origin = switch (type.origin()) {
            case GGUF -> ", from its GGUF";
            case NAME -> ", from its name";
        };
        return new Fact(
                "Type", type.quantization() + origin + usual.map(Facts::usual).orElse(""));
    }

    private static String usual(UsualError usual) {
        return "; usual NMSE " + NextStep.range(usual.measured()) + " (measured on small models)"
                + usual.estimated()
                        .map(estimated -> ", " + NextStep.range(estimated) + " (estimated for large ones)")
                        .orElse("");
    }

    private static List<Fact> figures(Comparison comparison) {
        List<Fact> lines = new ArrayList<>();
        Metrics metrics = comparison.metrics();
        OptionalDouble nmse = metrics.value(Metric.NMSE);
        OptionalDouble decibels = metrics.value(Metric.NMSE_DB);
        OptionalDouble largest = metrics.value(Metric.MAX_ABSOLUTE_ERROR);
        OptionalDouble mean = metrics.value(Metric.MEAN_ABSOLUTE_ERROR);
        if (nmse.isPresent()) {
            String suffix = decibels.isPresent() ? " (" + Figures.decibels(decibels.getAsDouble()) + ")" : "";
            lines.add(new Fact("NMSE", Judgement.measured(nmse.getAsDouble(), limitsOfNmse(comparison)) + suffix));
        }
        addScientific(lines, "MSE", metrics.value(Metric.MSE));
        addScientific(lines, "Reference variance", metrics.value(Metric.REFERENCE_VARIANCE));
        if (largest.isPresent()) {
            lines.add(new Fact("Largest error", Figures.decimal(largest.getAsDouble()) + largestError(comparison)));
        }
        if (mean.isPresent()) {
            lines.add(new Fact("Mean absolute error", Figures.decimal(mean.getAsDouble())));
        }
        return lines;
    }

    private static double[] limitsOfNmse(Comparison comparison) {
        double[] limits = new double[comparison.limits().size()];
        int count = 0;
        for (LimitResult result : comparison.limits()) {
            if (result.limit().metric() == Metric.NMSE) {
                limits[count++] = result.limit().value();
            }
        }
        return Arrays.copyOf(limits, count);
    }

    private static void addScientific(List<Fact> lines, String label, OptionalDouble value) {
        if (value.isPresent()) {
            lines.add(new Fact(label, Figures.scientific(value.getAsDouble())));
        }
    }

    private static String largestError(Comparison comparison) {
        Optional<LargestError> largest = comparison.largestError();
        return largest.isPresent()
                ? largestError(
                        largest.get(), comparison.width(), comparison.subject().pooling())
                : "";
    }

    private static String largestError(LargestError largest, long width, Subject.Pooling pooling) {
        long row = largest.index() / width;
        String prompt = pooling.where(row);
        String position = row > 0 || !prompt.isEmpty() ? "position " + row + prompt + ", " : "";
        return " at " + position + "index " + Figures.entry(largest.index() % width, largest.token()) + " (reference "
                + Figures.decimal(largest.reference()) + ", test " + Figures.decimal(largest.test()) + ")";
    }

    private static String describe(Output output) {
        return output.file()
                + (output.tensor().isPresent() ? ", tensor " + output.tensor().get() : "")
                + (output.content().isPresent()
                        ? describe(output.content().get().source())
                        : "");
    }

    private static String describe(Source source) {
        String count = source.shape().isFlat()
                ? String.valueOf(source.shape().count())
                : source.shape() + " = " + source.shape().count();
        return " (" + count + " values, " + source.format().elementType() + ")";
    }
}
