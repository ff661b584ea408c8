package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.Trait;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for mixtures of experts. */
final class ExpertRules {

    static final Expectation COUNT = stated(
            "num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts", "moe_num_primary_experts");

    static final MetadataRule WIDTH = needed("expert_feed_forward_length", stated("moe_intermediate_size"));

    static final MetadataRule DENSE_BLOCKS = needed(
                    "leading_dense_block_count",
                    stated(
                                    "first_k_dense_replace",
                                    "first_last_k_dense_replace",
                                    "moe_layer_start_index",
                                    "num_dense_layers")
                            .or(ExpertRules::denseLayers))
            .otherwise(0);

    private static final Expectation SHARED_COUNT =
            stated("n_shared_experts", "num_shared_experts", "num_shared_expert", "moe_num_shared_experts");

    static final MetadataRule SHARED =
            needed("expert_shared_count", SHARED_COUNT).otherwise(0);

    /** The width of all shared experts together. */
    static final MetadataRule SHARED_WIDTH = needed(
            "expert_shared_feed_forward_length",
            stated("moe_shared_expert_intermediate_size")
                    .or(stated("moe_intermediate_size").times(SHARED_COUNT)));

    private ExpertRules() {}

    static List<MetadataRule> of(Architecture architecture) {
        List<MetadataRule> rules = new ArrayList<>();
        rules.add(needed("expert_count", COUNT).otherwise(0));
        rules.add(needed(
                        "expert_used_count",
                        stated(
                                        "num_experts_per_tok",
                                        "num_experts_per_token",
                                        "top_k_experts",
                                        "moe_top_k",
                                        "moe_topk",
                                        "moe_k",
                                        "moe_num_active_primary_experts")
                                .where(ExpertRules::hasExperts))
                .otherwise(0));
        rules.add(needed("expert_group_count", stated("n_group").where(ExpertRules::hasExperts))
                .otherwise(1));
        rules.add(needed("expert_group_used_count", stated("topk_group").where(ExpertRules::hasExperts))
                .otherwise(1));
        rules.add(optional("expert_gating_func", ExpertRules::gating));
        if (architecture.has(Trait.WEIGHED_EXPERTS)) {
            addWeighed(rules);
        }
        return rules;
    }

    private static void addWeighed(List<MetadataRule> rules) {
        rules.add(DENSE_BLOCKS);
        rules.add(WIDTH);
        rules.add(SHARED);
        rules.add(
                needed("expert_weights_scale", stated("routed_scaling_factor")).otherwise(1));
        rules.add(needed("expert_weights_norm", stated("norm_topk_prob"))
                .otherwise(always("llama.cpp's default", false)));
        rules.add(needed("expert_gating_func", ExpertRules::gating).otherwise(1));
        rules.add(optional(
                "nextn_predict_layers",
                stated("num_nextn_predict_layers").or(always("no num_nextn_predict_layers, so", 0.0))));
    }

    /** All models of an architecture choose experts by the sigmoid of their scores. */
    static MetadataRule sigmoid(String models) {
        return needed("expert_gating_func", always(models + " sigmoid, in GGUF", 2.0));
    }

    /** The number of dense layers that mlp_layer_types begins with. */
    private static Optional<Expected> denseLayers(OriginalFolder original) {
        List<Boolean> sparse = original.config().items("mlp_layer_types").orElse(List.of()).stream()
                .map(type -> OriginalConfig.text(type).filter("sparse"::equals).isPresent())
                .toList();
        return sparse.isEmpty()
                ? Optional.empty()
                : Optional.of(Expected.of("dense layers at the beginning of mlp_layer_types", (double)
                        (sparse.contains(true) ? sparse.indexOf(true) : sparse.size())));
    }

    private static boolean hasExperts(OriginalFolder original) {
        return COUNT.of(original).filter(experts -> experts.number() > 0).isPresent();
    }

    /** GGUF uses 1 for softmax and 2 for sigmoid. */
    private static Optional<Expected> gating(OriginalFolder original) {
        return stated("scoring_func", "score_function", "score_func", "moe_router_activation_func")
                .of(original)
                .flatMap(stated -> stated.value().equals("softmax")
                        ? Optional.of(Expected.of(stated.source() + " softmax, in GGUF", 1.0))
                        : stated.value().equals("sigmoid")
                                ? Optional.of(Expected.of(stated.source() + " sigmoid, in GGUF", 2.0))
                                : Optional.empty());
    }
}
