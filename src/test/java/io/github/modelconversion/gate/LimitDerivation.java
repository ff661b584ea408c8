package io.github.modelconversion.gate;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.TestData;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.output.Quantization;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Derives the recommended limits from the measured figures in {@code testdata/figures.json}; the page {@code limits.md}
 * explains how. The figures are numpy's, not this plugin's.
 */
public final class LimitDerivation {

    /** Types grouped by how much precision of a weight they cost, from the finest to the coarsest. */
    public static final List<Set<Quantization>> GROUPS = List.of(
            Set.of(Quantization.F32, Quantization.F16),
            Set.of(Quantization.BF16),
            Set.of(Quantization.Q8_0),
            Set.of(Quantization.Q6_K),
            Set.of(
                    Quantization.Q5_0,
                    Quantization.Q5_1,
                    Quantization.Q5_K_S,
                    Quantization.Q5_K_M,
                    Quantization.Q4_0,
                    Quantization.Q4_1,
                    Quantization.Q4_K_S,
                    Quantization.Q4_K_M,
                    Quantization.IQ4_NL,
                    Quantization.IQ4_XS,
                    Quantization.MXFP4_MOE),
            Set.of(
                    Quantization.Q3_K_S,
                    Quantization.Q3_K_M,
                    Quantization.Q3_K_L,
                    Quantization.IQ3_XXS,
                    Quantization.IQ3_XS,
                    Quantization.IQ3_S,
                    Quantization.IQ3_M,
                    Quantization.Q2_K,
                    Quantization.Q2_K_S));

    /**
     * How the limits of a metric follow from its largest measured value: multiplied by the factor, at most the cap.
     *
     * @param key the name of its figure in figures.json
     * @param ofOneRow the name of that figure for outputs of one row
     */
    private record Rule(Metric metric, String key, String ofOneRow, double factor, double cap) {

        Rule(Metric metric, String key, double factor, double cap) {
            this(metric, key, key, factor, cap);
        }

        boolean isOfRows() {
            return !key.equals(ofOneRow);
        }

        double value(JsonObject figures) {
            return figures.get(figures.has("rows") ? key : ofOneRow).getAsDouble();
        }
    }

    /**
     * With these factors the limits hold for each model without its own figures. From an NMSE of 0.1, check-nmse.py says
     * "poor"; 0.445 nats are published for LLaMA-3 8B as Q2_K, the worst of the conversions that people use. A row with an
     * NMSE of 1 is no closer to the reference than its mean. The factors for rows are those for all values, multiplied by
     * how far a single row may exceed the whole: as measured on 14 rows, and more for the extremes of many rows.
     */
    private static final List<Rule> RULES = List.of(
            new Rule(Metric.NMSE, "nmse64", 12, 0.1),
            new Rule(Metric.CENTERED_NMSE, "nmseCentered64", 12, 0.1),
            new Rule(Metric.P90_ROW_NMSE, "p90RowNmse64", "nmse64", 50, 0.3),
            new Rule(Metric.P999_ROW_NMSE, "p999RowNmse64", "nmse64", 500, 1),
            new Rule(Metric.MEAN_KL_DIVERGENCE, "kl64", 25, 0.5),
            new Rule(Metric.MAX_KL_DIVERGENCE, "maxKl64", "kl64", 250, 2.5));

    private static final Set<Metric> OF_DISTRIBUTIONS = Set.of(Metric.MEAN_KL_DIVERGENCE, Metric.MAX_KL_DIVERGENCE);

    /** The measured figures of a pair of outputs. */
    public record Pair(String model, String set, String test, OutputKind kind, Quantization type, JsonObject figures) {

        public double value(Metric metric) {
            return rule(metric).value(figures);
        }

        /** Whether the outputs have all positions of a prompt. Limits over all values are derived from the last position. */
        public boolean isWhole() {
            return test.endsWith("-all.bin");
        }

        public boolean counts(Metric metric) {
            return !isWhole() || rule(metric).isOfRows();
        }

        public long rows() {
            return figures.has("rows") ? figures.get("rows").getAsLong() : 1;
        }

        public boolean isBroken() {
            return test.contains("-bug-");
        }

        /** Whether the bug is too small to see: a slightly different epsilon of a norm. */
        public boolean isHarmless() {
            return test.contains("-bug-eps1e-6") || test.contains("-bug-eps1e-3");
        }

        /** Whether both sides answer the same question in the same form, with the reference in full precision. */
        public boolean isComparable() {
            boolean wrongReference = model.equals("doc-gemma2-512");
            boolean roundedReference = model.equals("stories260K-hfbf16");
            boolean unlikeForms = set.equals("e1-embeddings") || set.endsWith("-normalised");
            return figures.get("tokensEqual").getAsBoolean() && !wrongReference && !roundedReference && !unlikeForms;
        }

        /** The model family: figures of one member say something about the others. */
        public String family() {
            return model.startsWith("stories260K") ? "stories260K" : model;
        }

        @Override
        public String toString() {
            return model + "/" + set + "/" + test;
        }
    }

    /** The smallest and largest value measured for a type, and the limit derived from them. */
    public record Usual(double smallest, double largest, double limit) {}

    /**
     * NMSE of models with 8 to 27 billion parameters: estimated, not measured, from KL divergences published by llama.cpp's
     * perplexity README and others.
     */
    private static final Map<Quantization, String> ESTIMATED = Map.of(
            Quantization.Q8_0, "1.5e-04,1.0e-03",
            Quantization.Q6_K, "1.0e-03,5.0e-03",
            Quantization.Q5_K_M, "2.5e-03,9.0e-03",
            Quantization.Q4_K_M, "7.0e-03,2.6e-02",
            Quantization.Q3_K_M, "4.0e-02,9.0e-02",
            Quantization.Q2_K, "6.0e-02,4.0e-01");

    private LimitDerivation() {}

    /** Returns all pairs of a known type that have every figure. */
    public static List<Pair> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (JsonElement element : JsonParser.parseString(Files.readString(TestData.FOLDER.resolve("figures.json")))
                .getAsJsonArray()) {
            JsonObject figures = element.getAsJsonObject();
            String test = figures.get("test").getAsString();
            OutputKind kind = test.contains(OutputKind.EMBEDDINGS.suffix()) ? OutputKind.EMBEDDINGS : OutputKind.LOGITS;
            String suffix = test.endsWith("-all.bin") ? "-all" : kind.suffix();
            String name = test.substring("llamacpp-".length(), test.length() - (suffix + ".bin").length());
            Optional<Quantization> type = Quantization.ofName(name);
            if (type.isPresent() && figures.has("nmse64")) {
                pairs.add(new Pair(
                        figures.get("model").getAsString(),
                        figures.get("set").getAsString(),
                        test,
                        kind,
                        type.get(),
                        figures));
            }
        }
        return pairs;
    }

    /** Returns the correct conversions from which limits are derived. */
    public static List<Pair> right(Predicate<Pair> condition) throws IOException {
        return pairs().stream()
                .filter(pair -> !pair.isBroken() && pair.isComparable())
                .filter(condition)
                .toList();
    }

    /** Returns the usual range and the limit of each type whose group has pairs; coarser types never get lower limits. */
    public static Map<Quantization, Usual> derive(Collection<Pair> pairs, OutputKind kind, Metric metric) {
        Map<Quantization, Usual> usual = new EnumMap<>(Quantization.class);
        double limit = 0;
        for (Set<Quantization> group : GROUPS) {
            List<Pair> ofGroup = pairs.stream()
                    .filter(pair -> pair.kind() == kind && group.contains(pair.type()) && pair.counts(metric))
                    .toList();
            if (ofGroup.isEmpty()) {
                continue;
            }
            limit = Math.max(limit, rounded(rule(metric).factor() * largest(ofGroup, metric)));
            limit = Math.min(limit, rule(metric).cap());
            for (Quantization type : group) {
                List<Pair> own =
                        ofGroup.stream().filter(pair -> pair.type() == type).toList();
                List<Pair> known = own.isEmpty() ? ofGroup : own;
                double smallest = known.stream()
                        .mapToDouble(pair -> pair.value(metric))
                        .min()
                        .orElseThrow();
                usual.put(type, new Usual(smallest, largest(known, metric), limit));
            }
        }
        return usual;
    }

    private static Rule rule(Metric metric) {
        return RULES.stream()
                .filter(rule -> rule.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static double largest(List<Pair> pairs, Metric metric) {
        return pairs.stream().mapToDouble(pair -> pair.value(metric)).max().orElseThrow();
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(2, RoundingMode.UP)).doubleValue();
    }

    /** Returns the table in the form that the plugin reads. */
    public static String table() throws IOException {
        StringBuilder table =
                new StringBuilder("kind,type,metric,smallest,largest,limit,estimatedSmallest,estimatedLargest\n");
        List<Pair> pairs = right(pair -> true);
        for (OutputKind kind : OutputKind.values()) {
            for (Metric metric : metrics(kind).toList()) {
                derive(pairs, kind, metric)
                        .forEach((type, usual) -> table.append(String.join(
                                        ",",
                                        kind.name(),
                                        type.name(),
                                        metric.key(),
                                        shown(usual.smallest()),
                                        shown(usual.largest()),
                                        shown(usual.limit()),
                                        kind == OutputKind.LOGITS && metric == Metric.NMSE
                                                ? ESTIMATED.getOrDefault(type, ",")
                                                : ","))
                                .append('\n'));
            }
        }
        return table.toString();
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }

    /** Returns the metrics with limits for a kind of output. */
    public static Stream<Metric> metrics(OutputKind kind) {
        return RULES.stream()
                .map(Rule::metric)
                .filter(metric -> kind.hasDistributions() || !OF_DISTRIBUTIONS.contains(metric));
    }
}
