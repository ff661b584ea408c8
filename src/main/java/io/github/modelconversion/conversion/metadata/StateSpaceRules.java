package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.nothing;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.GeneralRules.HEADS;
import static io.github.modelconversion.conversion.metadata.GeneralRules.LAYERS;
import static io.github.modelconversion.conversion.metadata.GeneralRules.WIDTH;
import static io.github.modelconversion.conversion.metadata.MetadataRule.both;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** The rules of architectures with state spaces, in all layers or in those without attention. */
final class StateSpaceRules {

    /** What the converter writes for models without positions. */
    private static final Expectation ANY_LENGTH = always("no positions, so any context length, such as", 1024.0 * 1024);

    private static final Set<String> ATTENTION = Set.of("attention", "full_attention");

    private static final MetadataRule KEY_HEADS = needed("attention.head_count_kv", StateSpaceRules::keyHeads);

    private static final List<MetadataRule> HEADS_OF_STATES = List.of(
            needed("ssm.conv_kernel", stated("mamba_d_conv")),
            needed("ssm.inner_size", WIDTH.times(stated("mamba_expand"))),
            needed("ssm.state_size", stated("mamba_d_state")),
            needed("ssm.group_count", stated("mamba_n_groups")),
            needed("ssm.time_step_rank", stated("mamba_n_heads")));

    private static final MetadataRule GRANITE_DIMENSIONS =
            needed("rope.dimension_count", stated("attn_rotary_emb").or(WIDTH.dividedBy(HEADS)));

    private static final Expectation INNER = stated("intermediate_size", "d_inner")
            .or(WIDTH.times(stated("expand").or(always("Mamba 2's default", 2.0))));

    static final List<MetadataRule> JAMBA = List.of(
            KEY_HEADS,
            needed("attention.layer_norm_rms_epsilon", stated("rms_norm_eps", "layer_norm_epsilon")),
            needed("ssm.conv_kernel", stated("mamba_d_conv").or(always("Jamba's default", 4.0))),
            needed("ssm.inner_size", WIDTH.times(stated("mamba_expand"))),
            needed("ssm.state_size", stated("mamba_d_state").or(always("Jamba's default", 16.0))),
            needed("ssm.time_step_rank", number("mamba_dt_rank")));

    static final List<MetadataRule> MAMBA = List.of(
            optional("context_length", nothing()),
            optional("feed_forward_length", nothing()),
            optional("attention.head_count", nothing()),
            needed("attention.layer_norm_rms_epsilon", stated("layer_norm_epsilon", "rms_norm_eps")),
            optional("attention.layer_norm_epsilon", nothing()),
            optional("vocab_size", nothing()),
            needed("ssm.conv_kernel", stated("conv_kernel", "d_conv")),
            needed("ssm.inner_size", stated("intermediate_size", "d_inner").or(WIDTH.times(2))),
            needed("ssm.state_size", stated("state_size", "d_state")),
            needed("ssm.time_step_rank", number("time_step_rank", "dt_rank")),
            needed("ssm.dt_b_c_rms", StateSpaceRules::normsOfFalcon).otherwise(always("llama.cpp's default", false)));

    static final List<MetadataRule> MAMBA2 = List.of(
            optional("context_length", nothing()),
            optional("attention.key_length", nothing()),
            optional("attention.value_length", nothing()),
            optional("feed_forward_length", nothing()),
            optional("attention.head_count", nothing()),
            needed(
                    "attention.layer_norm_rms_epsilon",
                    stated("layer_norm_epsilon", "rms_norm_eps").or(always("Mamba 2's default", 1e-5))),
            optional("attention.layer_norm_epsilon", nothing()),
            optional("vocab_size", nothing()),
            needed("ssm.conv_kernel", stated("conv_kernel", "d_conv").or(always("Mamba 2's default", 4.0))),
            needed("ssm.inner_size", INNER),
            needed("ssm.state_size", stated("state_size", "d_state").or(always("Mamba 2's default", 128.0))),
            needed("ssm.group_count", stated("n_groups").or(always("Mamba 2's default", 1.0))),
            needed("ssm.time_step_rank", INNER.dividedBy(stated("head_dim").or(always("Mamba 2's default", 64.0)))));

    static final List<MetadataRule> FALCON = List.of(
            needed("ssm.conv_kernel", stated("mamba_d_conv")),
            needed("ssm.inner_size", stated("mamba_d_ssm")),
            needed("ssm.state_size", stated("mamba_d_state")),
            needed("ssm.group_count", stated("mamba_n_groups")),
            needed("ssm.time_step_rank", stated("mamba_d_ssm").dividedBy(stated("mamba_d_head"))));

    /** Layers of Nemotron-H have either a state space, attention, or a network, with experts or without. */
    static final List<MetadataRule> NEMOTRON = List.of(
            KEY_HEADS,
            needed("feed_forward_length", StateSpaceRules::widths),
            needed("context_length", ANY_LENGTH.orAlso(stated("max_position_embeddings"))),
            needed("attention.key_length", stated("head_dim", "attention_head_dim"))
                    .otherwise(WIDTH.dividedBy(HEADS)),
            needed("attention.value_length", stated("head_dim", "attention_head_dim"))
                    .otherwise(WIDTH.dividedBy(HEADS)),
            optional("rope.dimension_count", nothing()),
            optional("rope.scaling.finetuned", always("no positions, so", false)),
            needed("ssm.conv_kernel", stated("conv_kernel")),
            needed("ssm.inner_size", stated("mamba_num_heads").times(stated("mamba_head_dim"))),
            needed("ssm.state_size", stated("ssm_state_size")),
            needed("ssm.group_count", stated("n_groups")),
            needed("ssm.time_step_rank", stated("mamba_num_heads")),
            needed("expert_feed_forward_length", stated("moe_intermediate_size")),
            needed("expert_shared_feed_forward_length", stated("moe_shared_expert_intermediate_size")),
            needed("expert_shared_count", stated("n_shared_experts")),
            needed("expert_weights_norm", stated("norm_topk_prob")).otherwise(always("llama.cpp's default", false)),
            needed("expert_weights_scale", stated("routed_scaling_factor")).otherwise(1),
            needed("moe_latent_size", stated("moe_latent_size")).otherwise(0));

    /** The attention of hybrid Granite models has no positions, that of Bamba has. */
    static final List<MetadataRule> GRANITE = both(
            HEADS_OF_STATES,
            List.of(
                    KEY_HEADS,
                    needed(
                            "context_length",
                            stated("max_position_embeddings")
                                    .where(StateSpaceRules::isBamba)
                                    .or(ANY_LENGTH.orAlso(stated("max_position_embeddings")))),
                    GRANITE_DIMENSIONS,
                    needed("rope.scaling.finetuned", StateSpaceRules::rotates)
                            .otherwise(always("llama.cpp's default", true))));

    /** Granite models of the hybrid class with attention in all layers. */
    static final List<MetadataRule> GRANITE_ATTENTION = both(
            HEADS_OF_STATES.stream()
                    .map(rule -> optional(rule.key(), rule.expected()))
                    .toList(),
            List.of(
                    GRANITE_DIMENSIONS,
                    needed("rope.scaling.finetuned", StateSpaceRules::rotates)
                            .otherwise(always("llama.cpp's default", true))));

    /** Linear attention in all but every {@code full_attention_interval}-th layer. */
    static final List<MetadataRule> LINEAR_ATTENTION = List.of(
            needed("ssm.conv_kernel", stated("linear_conv_kernel_dim")),
            needed("ssm.state_size", stated("linear_key_head_dim")),
            needed("ssm.group_count", stated("linear_num_key_heads")),
            needed("ssm.time_step_rank", stated("linear_num_value_heads")),
            needed("ssm.inner_size", stated("linear_value_head_dim").times(stated("linear_num_value_heads"))),
            needed("full_attention_interval", stated("full_attention_interval").or(StateSpaceRules::interval))
                    .otherwise(4),
            optional("nextn_predict_layers", stated("mtp_num_hidden_layers")));

    private StateSpaceRules() {}

    /** A hyper-parameter if it is a number, not a word such as {@code auto}. */
    private static Expectation number(String... paths) {
        return stated(paths).where(original -> original.config().number(paths).isPresent());
    }

    /** Falcon Mamba normalizes time steps and states, Mamba does not. */
    private static Optional<Expected> normsOfFalcon(OriginalFolder original) {
        return original.config()
                .text("model_type")
                .map(type -> Expected.of("model_type " + type + ", so", type.equals("falcon_mamba")));
    }

    private static boolean isBamba(OriginalFolder original) {
        return original.config().text("model_type").filter("bamba"::equals).isPresent();
    }

    /** Whether positions are rotated; the key's name says something else. */
    private static Optional<Expected> rotates(OriginalFolder original) {
        return isBamba(original)
                ? Optional.of(Expected.of("model_type bamba, so", true))
                : original.config()
                        .text("position_embedding_type")
                        .map(type -> Expected.of("position_embedding_type " + type + ", so", type.equals("rope")));
    }

    /** The number of layers from one with full attention to the next, if it is always the same. */
    private static Optional<Expected> interval(OriginalFolder original) {
        return attention(original.config()).flatMap(attention -> {
            double layers = LAYERS.of(original).map(Expected::number).orElse(0.0);
            int interval = 1;
            while (interval < Math.min(layers, GeneralRules.MOST_LAYERS) && !attention.test(interval - 1)) {
                interval++;
            }
            for (int layer = 0; layer < Math.min(layers, GeneralRules.MOST_LAYERS); layer++) {
                if (attention.test(layer) != ((layer + 1) % interval == 0)) {
                    return Optional.empty();
                }
            }
            return Optional.of(Expected.of("layer_types with full attention in each layer of", (double) interval));
        });
    }

    /** The number of key heads of each layer, 0 for those without attention. */
    private static Optional<Expected> keyHeads(OriginalFolder original) {
        OriginalConfig config = original.config();
        Optional<Double> heads = config.number("num_key_value_heads");
        Optional<IntPredicate> attention = attention(config);
        return heads.isEmpty() || attention.isEmpty()
                ? Optional.empty()
                : GeneralRules.eachLayer(
                        original,
                        "num_key_value_heads in layers with attention",
                        layer -> attention.get().test(layer) ? heads.get() : 0);
    }

    /** The width of the network of each layer, 0 for those without one. */
    private static Optional<Expected> widths(OriginalFolder original) {
        OriginalConfig config = original.config();
        String pattern = config.text("hybrid_override_pattern").orElse("");
        double dense = config.number("intermediate_size").orElse(0.0);
        double experts = config.number("moe_intermediate_size").orElse(0.0);
        return pattern.isEmpty() || pattern.length() > GeneralRules.MOST_LAYERS
                ? Optional.empty()
                : Optional.of(Expected.of(
                        "hybrid_override_pattern with networks of",
                        GeneralRules.each(pattern.length(), layer -> switch (pattern.charAt(layer)) {
                            case '-' -> dense;
                            case 'E' -> experts;
                            default -> 0;
                        })));
    }

    /** Returns which layers have attention; empty if config.json does not state it. */
    private static Optional<IntPredicate> attention(OriginalConfig config) {
        Optional<IntPredicate> listed = config.items("layer_types", "layers_block_type")
                .map(types -> layer -> layer < types.size()
                        && OriginalConfig.text(types.get(layer))
                                .filter(ATTENTION::contains)
                                .isPresent());
        double period = config.number("attn_layer_period").orElse(0.0);
        double offset = config.number("attn_layer_offset").orElse(-1.0);
        Optional<IntPredicate> drawn = config.text("hybrid_override_pattern")
                .map(pattern -> layer -> layer < pattern.length() && pattern.charAt(layer) == '*');
        return listed.or(() -> drawn)
                .or(() -> config.items("attn_layer_indices")
                        .map(indices -> layer -> indices.stream()
                                .anyMatch(index -> OriginalConfig.number(index)
                                        .filter(number -> number == layer)
                                        .isPresent())))
                .or(() -> period < 1 || offset < 0
                        ? Optional.empty()
                        : Optional.of(layer -> layer >= offset && (layer - offset) % period == 0));
    }
}
