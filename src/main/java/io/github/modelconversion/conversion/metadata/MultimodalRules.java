package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import java.util.List;
import java.util.Optional;

/** The rules of the text models of multimodal architectures. */
final class MultimodalRules {

    /** llama.cpp does not load a Qwen-VL without the sections. */
    private static final MetadataRule SECTIONS = needed("rope.dimension_sections", RopeRules.SECTIONS);

    static final List<MetadataRule> QWEN2 = List.of(SECTIONS);

    static final List<MetadataRule> QWEN35 = List.of(needed(
            "rope.dimension_sections",
            RopeRules.SECTIONS.or(always("Qwen3.5's default", List.of(11.0, 11.0, 10.0, 0.0)))));

    private static final MetadataRule DEEP_STACK =
            needed("n_deepstack_layers", MultimodalRules::deepStack).otherwise(0);

    static final List<MetadataRule> QWEN3 = List.of(SECTIONS, DEEP_STACK);

    static final List<MetadataRule> QWEN3_EXPERTS = List.of(SECTIONS, DEEP_STACK, ExpertRules.WIDTH);

    /** Ministral 3 scales attention with the position, Mistral Small 3 does not. */
    static final List<MetadataRule> MISTRAL3 = List.of(
            needed("rope.scaling.yarn_log_multiplier", ofMinistral("mscale_all_dim")),
            needed("attention.temperature_scale", ofMinistral("llama_4_scaling_beta"))
                    .otherwise(0));

    static final List<MetadataRule> LLAMA4 = List.of(
            needed("feed_forward_length", stated("intermediate_size_mlp")),
            needed("expert_feed_forward_length", stated("intermediate_size")),
            needed("interleave_moe_layer_step", stated("interleave_moe_layer_step")),
            needed("attention.sliding_window", MultimodalRules::withoutChunks));

    private MultimodalRules() {}

    private static Expectation ofMinistral(String field) {
        return RopeRules.of(
                field,
                original -> original.config()
                        .text("model_type")
                        .filter("ministral3"::equals)
                        .isPresent());
    }

    /** The number of layers that features of the vision tower are added to. */
    private static Optional<Expected> deepStack(OriginalFolder original) {
        String path = "vision_config.deepstack_visual_indexes";
        return original.config().items(path).map(layers -> Expected.of("number of " + path, (double) layers.size()));
    }

    /** Llama 4 attends to chunks, unless this key is 0. */
    private static Optional<Expected> withoutChunks(OriginalFolder original) {
        List<Optional<String>> types = original.config().items("layer_types").orElse(List.of()).stream()
                .map(OriginalConfig::text)
                .distinct()
                .toList();
        return types.equals(List.of(Optional.of("full_attention")))
                ? Optional.of(Expected.of("layer_types full_attention, so", 0.0))
                : Optional.empty();
    }
}
