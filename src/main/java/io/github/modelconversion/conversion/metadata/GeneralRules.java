package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;
import static io.github.modelconversion.conversion.metadata.MetadataRule.unsupported;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.NumberedName;
import io.github.modelconversion.conversion.architecture.Trait;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The rules for hyper-parameters that most architectures have, under their usual names. */
final class GeneralRules {

    static final Expectation LAYERS = stated("num_hidden_layers", "n_layers", "n_layer", "num_layers");
    static final Expectation WIDTH = stated("hidden_size", "n_embd", "dim", "d_model", "n_embed");
    static final Expectation HEADS = stated("num_attention_heads", "n_head", "n_heads");
    static final Expectation HEAD_WIDTH = stated("head_dim").or(WIDTH.dividedBy(HEADS));

    private static final Expectation RMS_EPSILON = stated("rms_norm_eps", "norm_eps");
    private static final Expectation EPSILON =
            stated("layer_norm_eps", "layer_norm_epsilon", "norm_epsilon", "norm_eps");

    /** Most layers to make a list for; no model has more. */
    static final int MOST_LAYERS = 1 << 12;

    private GeneralRules() {}

    /** Returns a value for each layer; empty if config.json does not state a possible number of layers. */
    static Optional<Expected> eachLayer(OriginalFolder original, String source, IntToDoubleFunction value) {
        double layers = LAYERS.of(original).map(Expected::number).orElse(0.0);
        return layers < 1 || layers > MOST_LAYERS
                ? Optional.empty()
                : Optional.of(Expected.of(source, each((int) layers, value)));
    }

    static List<Double> each(int layers, IntToDoubleFunction value) {
        return IntStream.range(0, layers).mapToDouble(value).boxed().toList();
    }

    /** Returns the rules for unknown architectures: only values on both sides can differ. */
    static List<MetadataRule> forUnknown() {
        return List.of(
                optional("block_count", layers()),
                optional("embedding_length", WIDTH),
                optional("attention.head_count", HEADS),
                optional("attention.layer_norm_rms_epsilon", RMS_EPSILON),
                optional("attention.layer_norm_epsilon", EPSILON),
                optional("rope.freq_base", RopeRules.BASE),
                optional("vocab_size", stated("vocab_size")));
    }

    static List<MetadataRule> of(Architecture architecture) {
        List<MetadataRule> rules = new ArrayList<>();
        rules.add(needed("block_count", layers()));
        rules.add(needed(
                "context_length",
                stated("max_position_embeddings", "n_ctx", "n_positions", "max_sequence_length", "model_max_length")));
        rules.add(needed("embedding_length", WIDTH));
        rules.add(
                needed("feed_forward_length", stated("intermediate_size", "n_inner", "hidden_dim", "ffn_hidden_size")));
        rules.add(needed("attention.head_count", HEADS));
        rules.add(needed(
                        "attention.head_count_kv",
                        stated("num_key_value_heads", "n_kv_heads", "num_kv_heads", "n_head_kv"))
                .otherwise(HEADS));
        rules.add(needed("attention.key_length", stated("head_dim")).otherwise(WIDTH.dividedBy(HEADS)));
        rules.add(needed("attention.value_length", stated("head_dim")).otherwise(WIDTH.dividedBy(HEADS)));
        addEpsilons(architecture, rules);
        rules.add(optional("vocab_size", stated("vocab_size")));
        rules.addAll(ExpertRules.of(architecture));
        addWindow(architecture, rules);
        rules.add(optional("attn_logit_softcapping", stated("attn_logit_softcapping")));
        rules.add(optional("final_logit_softcapping", stated("final_logit_softcapping")));
        rules.add(needed(
                "pooling_type",
                original -> original.pooling()
                        .map(pooling -> Expected.of("the pooling of modules.json", (double) pooling.number()))));
        rules.add(optional("attention.causal", stated("is_causal")));
        return rules;
    }

    /** Multi-token prediction blocks may or may not count as layers; not every config.json states their number. */
    private static Expectation layers() {
        return LAYERS.orAlso(LAYERS.plus(
                stated("num_nextn_predict_layers", "mtp_num_hidden_layers").or(GeneralRules::predictingBlocks)));
    }

    private static Optional<Expected> predictingBlocks(OriginalFolder original) {
        long blocks = original.weights().tensors().keySet().stream()
                .filter(name -> name.contains("mtp.layers."))
                .map(name -> NumberedName.of(name).block())
                .distinct()
                .count();
        return blocks == 0 ? Optional.empty() : Optional.of(Expected.of("mtp.layers", (double) blocks));
    }

    private static void addEpsilons(Architecture architecture, List<MetadataRule> rules) {
        String rms = "attention.layer_norm_rms_epsilon";
        String mean = "attention.layer_norm_epsilon";
        rules.add(architecture.has(Trait.RMS) ? needed(rms, RMS_EPSILON) : optional(rms, RMS_EPSILON));
        rules.add(architecture.has(Trait.LAYERNORM) ? needed(mean, EPSILON) : optional(mean, EPSILON));
    }

    private static void addWindow(Architecture architecture, List<MetadataRule> rules) {
        String key = "attention.sliding_window";
        if (architecture.has(Trait.WINDOW)) {
            Expectation none = always("no sliding_window, so", 0.0)
                    .where(original -> original.config().has("sliding_window"));
            rules.add(needed(
                            key,
                            stated("sliding_window")
                                    .where(GeneralRules::usesWindow)
                                    .or(none))
                    .otherwise(0));
            rules.add(optional("attention.sliding_window_pattern", GeneralRules::windowPattern));
        } else {
            boolean byDefault = architecture.has(Trait.WINDOW_WITHOUT_KEY);
            rules.add(unsupported(
                    key,
                    stated("sliding_window")
                            .where(original ->
                                    original.config().flag("use_sliding_window").orElse(byDefault))
                            .where(GeneralRules::isWindowShorterThanContext)));
        }
    }

    private static boolean usesWindow(OriginalFolder original) {
        OriginalConfig config = original.config();
        return config.flag("use_sliding_window").orElse(true)
                && config.number("sliding_window_pattern").orElse(0.0) != 1;
    }

    private static boolean isWindowShorterThanContext(OriginalFolder original) {
        return original.config().number("sliding_window").orElse(0.0)
                < original.config().number("max_position_embeddings").orElse(Double.MAX_VALUE);
    }

    /** One element per layer, true for those with a window; or the period, if the last layer of each period has none. */
    static Optional<Expected> windowPattern(OriginalFolder original) {
        List<Double> pattern = original.config().items("layer_types").orElse(List.of()).stream()
                .map(type -> OriginalConfig.text(type)
                                .filter("sliding_attention"::equals)
                                .isPresent()
                        ? 1.0
                        : 0.0)
                .toList();
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        Expected list = Expected.of("layer_types", pattern);
        int period = pattern.indexOf(0.0) + 1;
        for (int i = 0; i < pattern.size() && period > 0; i++) {
            if ((pattern.get(i) == 0) != ((i + 1) % period == 0)) {
                return Optional.of(list);
            }
        }
        return Optional.of(period == 0 ? list : list.orAlso(Expected.of("layer_types", (double) period)));
    }
}
