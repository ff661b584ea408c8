package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.nothing;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.GeneralRules.HEADS;
import static io.github.modelconversion.conversion.metadata.GeneralRules.WIDTH;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;

import io.github.modelconversion.original.OriginalFolder;
import java.util.List;
import java.util.Optional;

/** The rules of GPT-2 and of later models that are built like it, whose config.json have names of their own. */
final class GptRules {

    private static final MetadataRule FOURFOLD =
            needed("feed_forward_length", stated("n_inner", "ffn_hidden_size").or(WIDTH.times(4)));

    private static final MetadataRule KEYS_OF_HEADS =
            needed("attention.head_count_kv", HEADS).otherwise(HEADS);

    static final List<MetadataRule> GPT2 =
            List.of(needed("context_length", stated("n_ctx", "n_positions", "max_position_embeddings")), FOURFOLD);

    static final List<MetadataRule> NEOX = List.of(needed("use_parallel_residual", stated("use_parallel_residual"))
            .otherwise(always("llama.cpp's default", true)));

    static final List<MetadataRule> FALCON = List.of(
            needed("context_length", always("every Falcon model", 2048.0).orAlso(stated("max_position_embeddings"))),
            FOURFOLD,
            needed(
                    "attention.head_count_kv",
                    stated("num_kv_heads", "n_head_kv").orAlso(always("multi_query", 1.0))),
            optional("tensor_data_layout", nothing()));

    static final List<MetadataRule> BLOOM =
            List.of(needed("context_length", stated("seq_length").or(WIDTH)), FOURFOLD, KEYS_OF_HEADS);

    static final List<MetadataRule> STARCODER = List.of(FOURFOLD, needed("attention.head_count_kv", GptRules::onlyKey));

    static final List<MetadataRule> PHI2 = List.of(FOURFOLD, KEYS_OF_HEADS);

    static final List<MetadataRule> MPT = List.of(
            needed("context_length", stated("max_seq_len")),
            needed("feed_forward_length", WIDTH.times(stated("expansion_ratio")).orAlso(WIDTH.times(4))),
            needed("attention.head_count_kv", stated("attn_config.kv_n_heads")).otherwise(HEADS),
            needed(
                    "attention.layer_norm_epsilon",
                    stated("layer_norm_epsilon", "norm_eps").or(always("every MPT model", 1e-5))),
            needed("attention.clamp_kqv", stated("attn_config.clip_qkv")).otherwise(0),
            needed("attention.max_alibi_bias", GptRules::alibi).otherwise(0));

    private GptRules() {}

    /** StarCoder has one key for all queries, unless config.json says otherwise. */
    private static Optional<Expected> onlyKey(OriginalFolder original) {
        return original.config().flag("multi_query").orElse(true)
                ? Optional.of(Expected.of("multi_query", 1.0))
                : Optional.empty();
    }

    /** The largest bias of ALiBi, 0 if positions have another form. */
    private static Optional<Expected> alibi(OriginalFolder original) {
        return original.config()
                .flag("attn_config.alibi")
                .flatMap(alibi -> alibi
                        ? stated("attn_config.alibi_bias_max").of(original)
                        : Optional.of(Expected.of("attn_config.alibi false, so", 0.0)));
    }
}
