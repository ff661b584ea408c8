package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.GeneralRules.HEADS;
import static io.github.modelconversion.conversion.metadata.GeneralRules.WIDTH;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;

import io.github.modelconversion.original.OriginalFolder;
import java.util.List;
import java.util.Optional;

/** The rules of MPT, whose config.json has its own names. */
final class MptRules {

    static final List<MetadataRule> ALL = List.of(
            needed("context_length", stated("max_seq_len")),
            needed("feed_forward_length", WIDTH.times(stated("expansion_ratio")).orAlso(WIDTH.times(4))),
            needed("attention.head_count_kv", stated("attn_config.kv_n_heads")).otherwise(HEADS),
            needed(
                    "attention.layer_norm_epsilon",
                    stated("layer_norm_epsilon", "norm_eps").or(always("every MPT model", 1e-5))),
            needed("attention.clamp_kqv", stated("attn_config.clip_qkv")).otherwise(0),
            needed("attention.max_alibi_bias", MptRules::alibi).otherwise(0));

    private MptRules() {}

    /** The largest bias of ALiBi, 0 if positions have another form. */
    private static Optional<Expected> alibi(OriginalFolder original) {
        return original.config()
                .flag("attn_config.alibi")
                .flatMap(alibi -> alibi
                        ? stated("attn_config.alibi_bias_max").of(original)
                        : Optional.of(Expected.of("attn_config.alibi false, so", 0.0)));
    }
}
