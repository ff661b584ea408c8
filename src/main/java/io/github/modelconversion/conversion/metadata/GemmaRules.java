package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.GeneralRules.LAYERS;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.store.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of Gemma models whose layers have embeddings of their own. */
final class GemmaRules {

    /** The share of activations that Gemma 3n leaves out, and how many standard deviations above the mean the rest is. */
    private static final double SHARE = 0.95;

    private static final double DEVIATIONS = 1.6448535919189453;

    static final List<MetadataRule> GEMMA3N = List.of(
            needed("final_logit_softcapping", stated("final_logit_softcapping")),
            needed("altup.active_idx", stated("altup_active_idx")),
            needed("altup.num_inputs", stated("altup_num_inputs")),
            needed("embedding_length_per_layer_input", stated("hidden_size_per_layer_input")),
            optional("attention.shared_kv_layers", stated("num_kv_shared_layers")),
            needed("activation_sparsity_scale", GemmaRules::sparsity),
            needed("attention.sliding_window_pattern", GeneralRules::windowPattern)
                    .otherwise(5));

    static final List<MetadataRule> GEMMA4 = List.of(
            needed("feed_forward_length", GemmaRules::widths),
            needed("attention.head_count_kv", GemmaRules::keyHeads),
            needed("attention.key_length", stated("global_head_dim")),
            needed("attention.value_length", stated("global_head_dim")),
            needed("attention.key_length_swa", stated("head_dim")),
            needed("attention.value_length_swa", stated("head_dim")),
            needed("rope.dimension_count", stated("global_head_dim")),
            needed("rope.dimension_count_swa", stated("head_dim")),
            needed("final_logit_softcapping", stated("final_logit_softcapping")),
            needed("embedding_length_per_layer_input", stated("hidden_size_per_layer_input"))
                    .otherwise(0),
            needed("attention.shared_kv_layers", stated("num_kv_shared_layers")).otherwise(0),
            needed("expert_feed_forward_length", stated("expert_intermediate_size", "moe_intermediate_size")),
            needed("attention.sliding_window_pattern", GeneralRules::windowPattern));

    private GemmaRules() {}

    /** Layers with keys of others may be twice as wide. */
    private static Optional<Expected> widths(OriginalFolder original) {
        Optional<Expected> width = stated("intermediate_size").of(original);
        double shared = original.config().number("num_kv_shared_layers").orElse(0.0);
        if (width.isEmpty() || !original.config().flag("use_double_wide_mlp").orElse(false)) {
            return width;
        }
        double layers = LAYERS.of(original).map(Expected::number).orElse(0.0);
        double narrow = width.get().number();
        return GeneralRules.eachLayer(
                original,
                "intermediate_size and use_double_wide_mlp",
                layer -> layer < layers - shared ? narrow : 2 * narrow);
    }

    /** Layers without a window may have another number of keys. */
    private static Optional<Expected> keyHeads(OriginalFolder original) {
        Optional<Expected> heads = stated("num_key_value_heads").of(original);
        Optional<Double> global = original.config().number("num_global_key_value_heads");
        Optional<Expected> windows = GeneralRules.windowPattern(original);
        if (heads.isEmpty()
                || global.isEmpty()
                || !(windows.map(Expected::value).orElse("") instanceof List<?> all)) {
            return heads.filter(
                    number -> original.config().find("per_layer_config").isEmpty());
        }
        List<Double> each = all.stream()
                .map(window -> window.equals(1.0) ? heads.get().number() : global.get())
                .toList();
        return Optional.of(Expected.of("num_key_value_heads and num_global_key_value_heads", each));
    }

    /** The quantiles of the normal distribution for the shares of each layer; known for those of Gemma 3n. */
    private static Optional<Expected> sparsity(OriginalFolder original) {
        List<Double> quantiles = new ArrayList<>();
        for (JsonValue share :
                original.config().items("activation_sparsity_pattern").orElse(List.of())) {
            double stated = OriginalConfig.number(share).orElse(Double.NaN);
            if (stated != 0 && stated != SHARE) {
                return Optional.empty();
            }
            quantiles.add(stated == 0 ? Double.NEGATIVE_INFINITY : DEVIATIONS);
        }
        return quantiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Expected.of("quantiles of activation_sparsity_pattern", quantiles));
    }
}
