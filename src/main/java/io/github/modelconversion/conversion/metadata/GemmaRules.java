package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.stated;
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

    private GemmaRules() {}

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
