package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.nothing;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.MetadataRule.both;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.original.RopeScaling;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of HunYuan, whose RoPE scaling is a larger base: rope_theta * alpha^(d / (d - 2)), where d is the width of a head.
 */
final class HunyuanRules {

    private static final Predicate<OriginalFolder> SCALES_BASE =
            RopeRules.is("dynamic").or(RopeRules.is("xdrope"));

    /** Tokens of the context that the converter writes for dynamic scaling, whatever config.json states. */
    private static final double CONTEXT = 256 * 1024;

    private static final Expectation DYNAMIC_CONTEXT =
            always("dynamic RoPE scaling, with a context of", CONTEXT).where(RopeRules.is("dynamic"));

    private static final List<MetadataRule> ROPE = List.of(
            needed("context_length", DYNAMIC_CONTEXT.orAlso(stated("max_position_embeddings"))),
            needed("rope.freq_base", HunyuanRules::base).otherwise(RopeRules.LLAMA_CPP_BASE),
            needed(
                            "rope.scaling.type",
                            always("a scaled RoPE base", "none")
                                    .where(SCALES_BASE)
                                    .or(RopeRules::kind))
                    .otherwise(always("llama.cpp's default", "none")),
            needed(
                            "rope.scaling.factor",
                            always("a scaled RoPE base", 1.0).where(SCALES_BASE).or(RopeRules.FACTOR))
                    .otherwise(1),
            optional(
                    "rope.scaling.original_context_length",
                    DYNAMIC_CONTEXT.or(RopeRules.of("original_max_position_embeddings", RopeRules.is("yarn")))));

    /** A dense model may state one expert. */
    static final List<MetadataRule> DENSE = both(
            ROPE,
            List.of(
                    needed("expert_count", ExpertRules.COUNT.where(HunyuanRules::hasSeveralExperts))
                            .otherwise(0),
                    optional("expert_used_count", nothing())));

    static final List<MetadataRule> EXPERTS = both(
            ROPE,
            List.of(
                    ExpertRules.WIDTH,
                    ExpertRules.SHARED,
                    needed("expert_shared_feed_forward_length", stated("intermediate_size"))));

    private HunyuanRules() {}

    private static boolean hasSeveralExperts(OriginalFolder original) {
        return ExpertRules.COUNT
                .of(original)
                .filter(experts -> experts.number() > 1)
                .isPresent();
    }

    private static Optional<Expected> base(OriginalFolder original) {
        if (!SCALES_BASE.test(original)) {
            return RopeRules.BASE.of(original);
        }
        OriginalConfig config = original.config();
        Optional<Double> alpha = config.number(RopeScaling.paths("alpha"));
        Optional<Double> width =
                GeneralRules.HEAD_WIDTH.of(original).map(Expected::number).filter(size -> size > 2);
        Optional<Expected> base = RopeRules.BASE.of(original);
        if (alpha.isEmpty() || width.isEmpty() || base.isEmpty()) {
            return Optional.empty();
        }
        double exponent = width.get() / (width.get() - 2);
        return Optional.of(Expected.of(
                base.get().source() + " x alpha^(head_dim / (head_dim - 2))",
                base.get().number() * Math.pow(alpha.get(), exponent)));
    }
}
