package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.NumberedName;
import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.conversion.architecture.Shapes;
import io.github.modelconversion.conversion.architecture.TensorRule;
import io.github.modelconversion.conversion.architecture.Trait;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.original.RopeScaling;
import io.github.modelconversion.weight.source.WeightValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The tensors that a GGUF file should have and the original tensors each is made from, derived from names and rules. */
final class TensorPlan {

    /** Name parts of the image and audio towers, which are stored in a separate file. */
    private static final List<String> OTHER_TOWERS =
            List.of("visual.", "vision.", "audio.", "vision_", "audio_", "projector.");

    /** Name endings of the scales of 8-bit weights, which the converter multiplies in. */
    private static final List<String> SCALES =
            List.of(".weight_scale_inv", ".weight_scale", ".input_scale", ".activation_scale", ".k_scale", ".v_scale");

    private final Architecture architecture;
    private final OriginalConfig config;
    private final Set<String> converted;
    private final long blocks;
    private final Map<String, Planned> planned = new TreeMap<>();
    private final List<String> unknown = new ArrayList<>();
    private int leftOut;
    private boolean extraBlocks;

    /**
     * A tensor that the GGUF file should have.
     *
     * @param operation how it is made
     * @param sources the tensors it is made from, with their expert numbers
     * @param needed whether it is required
     */
    record Planned(Operation operation, Map<OriginalTensor, Integer> sources, boolean needed) {

        /** Returns the original tensors, experts in the order of their numbers. */
        List<OriginalTensor> inOrder() {
            return sources.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Returns the dimensions in GGUF order; empty if unknown. */
        List<Long> dimensions(OriginalConfig config) {
            List<OriginalTensor> tensors = inOrder();
            boolean alike =
                    tensors.stream().map(OriginalTensor::shape).distinct().count() == 1;
            boolean whole = operation != Operation.STACKED
                    || List.copyOf(sources.values()).stream()
                                    .mapToInt(Integer::intValue)
                                    .max()
                                    .orElse(-1)
                            == sources.size() - 1;
            return alike && whole
                    ? operation
                            .shape(tensors.get(0).shape(), tensors.size(), config)
                            .map(Shapes::inGgufOrder)
                            .orElse(List.of())
                    : List.of();
        }
    }

    TensorPlan(Architecture architecture, OriginalFolder original, Set<String> converted) {
        this.architecture = architecture;
        this.config = original.config();
        this.converted = converted;
        this.blocks = config.number("num_hidden_layers", "n_layers", "n_layer", "num_layers")
                .map(Double::longValue)
                .orElse(Long.MAX_VALUE);
        original.weights().tensors().values().forEach(this::add);
    }

    private void add(OriginalTensor tensor) {
        NumberedName stated = NumberedName.of(tensor.name());
        boolean follows = stated.pattern().contains("mtp.");
        NumberedName name = follows ? stated.afterBlocks(blocks) : stated;
        Optional<List<TensorRule>> rules = architecture.rules(name);
        boolean predicts = follows || stated.pattern().contains("mtp_") || (isOfBlock(name) && name.block() >= blocks);
        boolean misses = predicts && (rules.isEmpty() || !isConverted(name.block()));
        extraBlocks |= misses;
        if (misses || architecture.drops(name) || isLeftOut(tensor.name())) {
            leftOut++;
        } else if (rules.isEmpty()) {
            unknown.add(tensor.name());
        } else {
            applied(rules.get(), name).forEach(rule -> plan(rule, name, tensor));
        }
    }

    /** Returns whether the file has tensors of a block. */
    private boolean isConverted(int block) {
        return converted.stream().anyMatch(name -> name.startsWith("blk." + block + "."));
    }

    private static boolean isOfBlock(NumberedName name) {
        return name.pattern().contains("layers.*.") || name.pattern().contains("h.*.");
    }

    private static boolean isLeftOut(String name) {
        return OTHER_TOWERS.stream().anyMatch(name::contains) || SCALES.stream().anyMatch(name::endsWith);
    }

    /** Chooses the rules to apply: the variants that the file has, or else all other rules. */
    private List<TensorRule> applied(List<TensorRule> rules, NumberedName name) {
        List<TensorRule> variants = rules.stream()
                .filter(TensorRule::variant)
                .filter(rule -> converted.contains(name.inBlock(rule.target())))
                .toList();
        return variants.isEmpty()
                ? rules.stream().filter(rule -> !rule.variant()).toList()
                : variants;
    }

    private void plan(TensorRule rule, NumberedName name, OriginalTensor tensor) {
        boolean head = rule.target().startsWith("output.");
        boolean needed = !head || !isTied();
        planned.computeIfAbsent(
                        name.inBlock(rule.target()),
                        target ->
                                new Planned(rule.operation().of(tensor.shape(), config), new LinkedHashMap<>(), needed))
                .sources()
                .put(tensor, rule.target().contains("*") ? name.expert() : name.block());
    }

    private boolean isTied() {
        return config.flag("tie_word_embeddings").orElse(architecture.has(Trait.TIED));
    }

    Map<String, Planned> planned() {
        return planned;
    }

    /** Returns the original tensors without a rule. */
    Collection<String> unknown() {
        return unknown;
    }

    int leftOut() {
        return leftOut;
    }

    /** Returns whether a GGUF tensor may be of the original's multi-token prediction blocks, which a file need not have. */
    boolean mayPredict(String name) {
        boolean predicts = extraBlocks
                || config.number("num_nextn_predict_layers", "mtp_num_hidden_layers")
                                .orElse(0.0)
                        > 0;
        return predicts && (name.contains(".nextn.") || NumberedName.of(name).block() >= blocks);
    }

    /** Returns the tensors that the converter computes from config.json, with their length; 0 if unknown. */
    Map<String, Long> generated() {
        Map<String, Long> generated = new TreeMap<>();
        boolean llama3 = architecture.has(Trait.LLAMA) || architecture.has(Trait.LLAMA3_FACTORS);
        if ((llama3 && RopeScaling.is(config, "llama3"))
                || (architecture.has(Trait.PROPORTIONAL_FACTORS) && RopeScaling.is(config, "proportional"))) {
            Optional<WeightValues> factors = new GeneratedValues(config).of("rope_freqs.weight");
            generated.put("rope_freqs.weight", factors.map(WeightValues::count).orElse(0L));
        }
        if (architecture.has(Trait.LONGROPE_FACTORS)) {
            for (String side : List.of("long", "short")) {
                config.items(RopeScaling.paths(side + "_factor"))
                        .ifPresent(factors -> generated.put("rope_factors_" + side + ".weight", (long) factors.size()));
            }
        }
        return generated;
    }
}
