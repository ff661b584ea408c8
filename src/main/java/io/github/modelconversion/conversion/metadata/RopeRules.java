package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.Trait;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.original.RopeScaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules for rotary positions: base, dimensions and scaling. */
final class RopeRules {

    static final Expectation BASE = stated(Stream.concat(
                    Arrays.stream(RopeScaling.paths("rope_theta")),
                    Stream.of("global_rope_theta", "rope_theta", "rotary_emb_base"))
            .toArray(String[]::new));

    private static final Expectation WINDOW_BASE =
            stated("rope_parameters.sliding_attention.rope_theta", "rope_local_base_freq", "local_rope_theta");

    private static final Expectation SHARE = stated(Stream.concat(
                    Arrays.stream(RopeScaling.paths("partial_rotary_factor")),
                    Stream.of("partial_rotary_factor", "rotary_pct", "rope_pct", "rotary_emb_fraction"))
            .toArray(String[]::new));

    static final double LLAMA_CPP_BASE = 10_000;

    static final Expectation FACTOR = of("factor", is("linear").or(is("yarn")));

    /** How many dimensions positions in time, height and width rotate. */
    static final Expectation SECTIONS = of("mrope_section", original -> true).orAlso(RopeRules::paddedSections);

    private RopeRules() {}

    static List<MetadataRule> of(Architecture architecture) {
        List<MetadataRule> rules = new ArrayList<>();
        rules.add(needed("rope.freq_base", BASE).otherwise(LLAMA_CPP_BASE));
        rules.add(
                architecture.has(Trait.WINDOW_BASE)
                        ? needed("rope.freq_base_swa", WINDOW_BASE).otherwise(LLAMA_CPP_BASE)
                        : optional("rope.freq_base_swa", WINDOW_BASE));
        rules.add(needed("rope.dimension_count", dimensions(architecture)).otherwise(GeneralRules.HEAD_WIDTH));
        addScaling(rules);
        return rules;
    }

    private static Expectation dimensions(Architecture architecture) {
        Expectation part = GeneralRules.HEAD_WIDTH
                .with("x", SHARE, (width, share) -> Math.floor(width * share))
                .orAlso(GeneralRules.WIDTH
                        .with("x", SHARE, (width, share) -> Math.floor(width * share))
                        .dividedBy(GeneralRules.HEADS));
        if (architecture.has(Trait.PARTIAL_ROPE)) {
            return part;
        }
        return part.or(
                architecture.has(Trait.LLAMA)
                        ? GeneralRules.HEAD_WIDTH.orAlso(GeneralRules.WIDTH.dividedBy(GeneralRules.HEADS))
                        : stated("head_dim"));
    }

    private static void addScaling(List<MetadataRule> rules) {
        rules.add(needed("rope.scaling.type", RopeRules::kind).otherwise(always("llama.cpp's default", "none")));
        rules.add(needed("rope.scaling.factor", FACTOR).otherwise(1));
        rules.add(needed(
                        "rope.scaling.original_context_length",
                        of("original_max_position_embeddings", is("yarn"))
                                .or(stated("original_max_position_embeddings").where(is("yarn"))))
                .otherwise(stated("max_position_embeddings")));
        rules.add(needed("rope.scaling.yarn_ext_factor", of("extrapolation_factor", is("yarn")))
                .otherwise(1));
        rules.add(needed(
                        "rope.scaling.yarn_attn_factor",
                        of("attention_factor", is("yarn")).or(of("attn_factor", is("yarn"))))
                .otherwise(1));
        rules.add(needed("rope.scaling.yarn_beta_fast", of("beta_fast", is("yarn")))
                .otherwise(32));
        rules.add(needed("rope.scaling.yarn_beta_slow", of("beta_slow", is("yarn")))
                .otherwise(1));
        rules.add(optional(
                "rope.scaling.yarn_log_multiplier",
                of("mscale_all_dim", is("yarn")).times(0.1)));
        rules.add(optional("rope.scaling.attn_factor", Expectation.nothing()));
        rules.add(optional("rope.scaling.finetuned", Expectation.nothing()));
        rules.add(optional("rope.dimension_sections", SECTIONS));
    }

    /** Returns an expectation for a field of the scaling, if the scaling is of a matching kind. */
    static Expectation of(String field, Predicate<OriginalFolder> kind) {
        return stated(RopeScaling.paths(field)).where(kind);
    }

    static Predicate<OriginalFolder> is(String kind) {
        return original -> RopeScaling.is(original.config(), kind);
    }

    /** The converter's generic code writes longrope, its code for Phi 3 does not; unknown kinds give no expectation. */
    static Optional<Expected> kind(OriginalFolder original) {
        Optional<String> name = RopeScaling.kindName(original.config());
        String source = RopeScaling.kind(original.config())
                .map(stated -> stated.path() + " " + name.orElse("") + ", in GGUF")
                .orElse("");
        return name.flatMap(kind -> switch (kind) {
            case "linear", "yarn" -> Optional.of(Expected.of(source, kind));
            case "longrope" -> Optional.of(new Expected(source, List.of("longrope", "none")));
            case "default", "llama3" -> Optional.of(Expected.of(source, "none"));
            default -> Optional.empty();
        });
    }

    /** The square root of 1 + ln(new length / old length) / ln(old length). */
    static Optional<Expected> longRopeFactor(OriginalFolder original) {
        OriginalConfig config = original.config();
        Optional<Double> length = config.number("max_position_embeddings");
        Optional<Double> before = config.number("original_max_position_embeddings")
                .or(() -> config.number(RopeScaling.paths("original_max_position_embeddings")));
        if (!RopeScaling.is(config, "longrope") || length.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        double scale = length.get() / before.get();
        double factor = scale > 1 ? Math.sqrt(1 + Math.log(scale) / Math.log(before.get())) : 1;
        return Optional.of(Expected.of("max_position_embeddings / original_max_position_embeddings, so", factor));
    }

    /** GGUF has four sections, config.json three. */
    private static Optional<Expected> paddedSections(OriginalFolder original) {
        return stated(RopeScaling.paths("mrope_section")).of(original).map(stated -> {
            List<Object> padded = new ArrayList<>(stated.value() instanceof List<?> list ? list : List.of());
            while (padded.size() < 4) {
                padded.add(0.0);
            }
            return Expected.of(stated.source(), padded);
        });
    }
}
