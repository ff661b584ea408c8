package io.github.modelconversion.conversion.metadata;

import static io.github.modelconversion.conversion.metadata.Expectation.always;
import static io.github.modelconversion.conversion.metadata.Expectation.nothing;
import static io.github.modelconversion.conversion.metadata.Expectation.stated;
import static io.github.modelconversion.conversion.metadata.GeneralRules.LAYERS;
import static io.github.modelconversion.conversion.metadata.GeneralRules.WIDTH;
import static io.github.modelconversion.conversion.metadata.MetadataRule.both;
import static io.github.modelconversion.conversion.metadata.MetadataRule.needed;
import static io.github.modelconversion.conversion.metadata.MetadataRule.optional;

import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rules of single architectures, for special hyper-parameters or deviations; they replace the general rules. */
final class SpecialRules {

    private static final MetadataRule ENCODER = needed("attention.causal", always("every encoder", false));

    private static final MetadataRule SEGMENTS = optional("tokenizer.ggml.token_type_count", stated("type_vocab_size"));

    /** Names of classes, which a file with a classifier has. */
    private static final MetadataRule LABELS = optional("classifier.output_labels", nothing());

    private static final List<MetadataRule> EXPERT_WIDTHS = List.of(
            ExpertRules.WIDTH, needed("expert_shared_feed_forward_length", stated("shared_expert_intermediate_size")));

    private static final List<MetadataRule> GRANITE = List.of(
            needed("embedding_scale", stated("embedding_multiplier")),
            needed("logit_scale", stated("logits_scaling")),
            needed("residual_scale", stated("residual_multiplier")),
            needed("attention.scale", stated("attention_multiplier")),
            needed("expert_shared_feed_forward_length", stated("shared_intermediate_size"))
                    .otherwise(0));

    private static final List<MetadataRule> MINICPM = List.of(
            needed("embedding_scale", stated("scale_emb")).otherwise(12),
            needed("residual_scale", byRootOfLayers(stated("scale_depth")))
                    .otherwise(byRootOfLayers(always("llama.cpp's default", 1.4))),
            needed("logit_scale", WIDTH.with("/", stated("dim_model_base"), (width, base) -> width / base))
                    .otherwise(WIDTH.times(1 / 256.0)));

    private static final List<MetadataRule> PHI3 = List.of(
            needed(
                            "rope.scaling.original_context_length",
                            stated("original_max_position_embeddings")
                                    .or(RopeRules.of("original_max_position_embeddings", original -> true)))
                    .otherwise(stated("max_position_embeddings")),
            needed("rope.scaling.attn_factor", RopeRules::longRopeFactor).otherwise(1));

    private static final List<MetadataRule> MODERN_BERT = List.of(
            ENCODER,
            LABELS,
            needed("attention.sliding_window", stated("local_attention")),
            needed(
                            "attention.sliding_window_pattern",
                            stated("global_attn_every_n_layers").or(SpecialRules::fullLayers))
                    .otherwise(3),
            needed("hidden_activation", stated("hidden_activation")).otherwise(always("llama.cpp's default", "gelu")));

    private static final MetadataRule LOGIT_SCALE = needed("logit_scale", stated("logit_scale"));

    /** Layers with a window. */
    private static final MetadataRule WINDOWS =
            needed("attention.sliding_window_pattern", SpecialRules::windows).otherwise(SpecialRules::threeOfFour);

    private static final MetadataRule CACHE = needed("shortconv.l_cache", stated("conv_L_cache"));

    private static final MetadataRule ATTENTION_KEYS = needed("attention.head_count_kv", SpecialRules::keysOfAttention);

    private static final Map<String, List<MetadataRule>> RULES = Map.ofEntries(
            Map.entry("granite", GRANITE),
            Map.entry("granitemoe", GRANITE),
            Map.entry("granitehybrid", both(GRANITE, StateSpaceRules.GRANITE)),
            Map.entry("granitehybrid_dense", both(GRANITE, StateSpaceRules.GRANITE)),
            Map.entry("granite_of_hybrid", both(GRANITE, StateSpaceRules.GRANITE_ATTENTION)),
            Map.entry("granitemoe_of_hybrid", both(GRANITE, StateSpaceRules.GRANITE_ATTENTION)),
            Map.entry("qwen2moe", EXPERT_WIDTHS),
            Map.entry("qwen3moe", List.of(ExpertRules.WIDTH)),
            Map.entry("qwen3next", both(EXPERT_WIDTHS, StateSpaceRules.LINEAR_ATTENTION)),
            Map.entry("qwen35", both(MultimodalRules.QWEN35, StateSpaceRules.LINEAR_ATTENTION)),
            Map.entry("qwen35moe", both(both(EXPERT_WIDTHS, MultimodalRules.QWEN35), StateSpaceRules.LINEAR_ATTENTION)),
            Map.entry(
                    "gemma2",
                    List.of(
                            needed("attn_logit_softcapping", stated("attn_logit_softcapping"))
                                    .otherwise(50),
                            needed("final_logit_softcapping", stated("final_logit_softcapping"))
                                    .otherwise(30))),
            Map.entry("gemma3", List.of(needed("final_logit_softcapping", stated("final_logit_softcapping")))),
            Map.entry("gemma3n", GemmaRules.GEMMA3N),
            Map.entry("gemma4", GemmaRules.GEMMA4),
            Map.entry("modern-bert", MODERN_BERT),
            Map.entry("gpt2", GptRules.GPT2),
            Map.entry("gptneox", GptRules.NEOX),
            Map.entry("falcon", GptRules.FALCON),
            Map.entry("bloom", GptRules.BLOOM),
            Map.entry("starcoder", GptRules.STARCODER),
            Map.entry("mpt", GptRules.MPT),
            Map.entry("phi2", GptRules.PHI2),
            Map.entry("phi3", PHI3),
            Map.entry("phimoe", PHI3),
            Map.entry(
                    "olmo",
                    List.of(
                            needed("attention.layer_norm_epsilon", always("every OLMo model", 1e-5)),
                            needed("attention.clamp_kqv", stated("clip_qkv")))),
            Map.entry("deepseek2", deepseek()),
            Map.entry("gpt-oss", List.of(needed("expert_feed_forward_length", stated("intermediate_size")))),
            Map.entry("mamba", StateSpaceRules.MAMBA),
            Map.entry("nemotron_h", StateSpaceRules.NEMOTRON),
            Map.entry("nemotron_h_moe", StateSpaceRules.NEMOTRON),
            Map.entry("mamba2", StateSpaceRules.MAMBA2),
            Map.entry("falcon-h1", StateSpaceRules.FALCON),
            Map.entry(
                    "lfm2", List.of(needed("feed_forward_length", SpecialRules::adjustedWidth), CACHE, ATTENTION_KEYS)),
            Map.entry(
                    "lfm2moe",
                    List.of(
                            CACHE,
                            ATTENTION_KEYS,
                            ExpertRules.WIDTH,
                            ExpertRules.DENSE_BLOCKS,
                            ExpertRules.sigmoid("every LFM2 mixture"))),
            Map.entry("glm4moe", List.of(ExpertRules.sigmoid("every GLM-4.5").otherwise(2))),
            Map.entry(
                    "ernie4_5-moe",
                    List.of(
                            needed("block_count", LAYERS),
                            ExpertRules.WIDTH,
                            ExpertRules.DENSE_BLOCKS,
                            ExpertRules.SHARED,
                            ExpertRules.SHARED_WIDTH.otherwise(0),
                            needed("interleave_moe_layer_step", stated("moe_layer_interval")))),
            Map.entry("bert", List.of(ENCODER, LABELS, SEGMENTS)),
            Map.entry(
                    "distilbert",
                    List.of(
                            ENCODER,
                            LABELS,
                            optional("tokenizer.ggml.token_type_count", always("every DistilBERT", 1.0)),
                            needed("attention.layer_norm_epsilon", always("every DistilBERT", 1e-12)))),
            Map.entry("olmo2", List.of(WINDOWS)),
            Map.entry(
                    "command-r",
                    List.of(
                            needed("context_length", stated("model_max_length", "max_position_embeddings")),
                            LOGIT_SCALE.otherwise(1))),
            Map.entry("cohere2", List.of(LOGIT_SCALE, WINDOWS)),
            Map.entry("stablelm", List.of(optional("use_parallel_residual", stated("use_parallel_residual")))),
            Map.entry("exaone4", List.of(WINDOWS)),
            Map.entry("hunyuan-dense", HunyuanRules.DENSE),
            Map.entry("hunyuan-moe", HunyuanRules.EXPERTS),
            Map.entry("dots1", List.of(ExpertRules.sigmoid("every dots.llm1"))),
            Map.entry("exaone-moe", List.of(WINDOWS, ExpertRules.SHARED_WIDTH)),
            Map.entry("bailingmoe2", List.of(ExpertRules.SHARED_WIDTH)),
            Map.entry(
                    "minimax-m2",
                    List.of(
                            needed("expert_feed_forward_length", stated("intermediate_size")),
                            needed("rope.dimension_count", stated("rotary_dim")),
                            ExpertRules.sigmoid("every MiniMax-M2"))),
            Map.entry("mistral3", MultimodalRules.MISTRAL3),
            Map.entry("minicpm", MINICPM),
            Map.entry(
                    "orion",
                    List.of(
                            needed("attention.layer_norm_epsilon", stated("rms_norm_eps")),
                            optional("tensor_data_layout", nothing()))),
            Map.entry("olmoe", List.of(needed("attention.layer_norm_rms_epsilon", always("every OLMoE model", 1e-5)))),
            Map.entry(
                    "roberta",
                    List.of(ENCODER, LABELS, SEGMENTS, needed("context_length", SpecialRules::withoutPadding))),
            Map.entry(
                    "nomic-bert", List.of(ENCODER, SEGMENTS, needed("context_length", SpecialRules::trainedPositions))),
            Map.entry("qwen2vl", MultimodalRules.QWEN2),
            Map.entry("qwen3vl", MultimodalRules.QWEN3),
            Map.entry("qwen3vlmoe", MultimodalRules.QWEN3_EXPERTS),
            Map.entry("llama4", MultimodalRules.LLAMA4),
            Map.entry("jamba", StateSpaceRules.JAMBA));

    private SpecialRules() {}

    static List<MetadataRule> of(Architecture architecture) {
        return RULES.getOrDefault(architecture.name(), List.of());
    }

    private static Expectation byRootOfLayers(Expectation scale) {
        return scale.with("/ the square root of", LAYERS, (one, layers) -> one / Math.sqrt(layers));
    }

    /** Files from before the attention was absorbed into the latent space have one key per head, with its full width. */
    private static List<MetadataRule> deepseek() {
        Expectation wholeKey = stated("qk_nope_head_dim").plus(stated("qk_rope_head_dim"));
        return List.of(
                needed(
                        "attention.head_count_kv",
                        always("multi-head latent attention", 1.0).orAlso(stated("num_key_value_heads"))),
                needed(
                        "attention.key_length",
                        stated("kv_lora_rank").plus(stated("qk_rope_head_dim")).orAlso(wholeKey)),
                needed("attention.value_length", stated("kv_lora_rank").orAlso(stated("v_head_dim"))),
                optional("attention.key_length_mla", wholeKey),
                optional("attention.value_length_mla", stated("v_head_dim")),
                needed("attention.q_lora_rank", stated("q_lora_rank")).otherwise(0),
                needed("attention.kv_lora_rank", stated("kv_lora_rank")),
                needed("rope.dimension_count", stated("qk_rope_head_dim")),
                needed(
                        "rope.scaling.yarn_log_multiplier",
                        RopeRules.of("mscale_all_dim", RopeRules.is("yarn")).times(0.1)));
    }

    private static Optional<Expected> windows(OriginalFolder original) {
        return original.config().number("sliding_window").flatMap(window -> GeneralRules.windowPattern(original));
    }

    /** By default llama.cpp gives a window to three of four layers. */
    private static Optional<Expected> threeOfFour(OriginalFolder original) {
        return LAYERS.of(original)
                .map(layers -> IntStream.rangeClosed(1, (int) Math.min(layers.number(), GeneralRules.MOST_LAYERS))
                        .mapToObj(layer -> layer % 4 == 0 ? 0.0 : 1.0)
                        .toList())
                .map(pattern -> Expected.of("llama.cpp's default", pattern));
    }

    /** The number of layers from one without a window, such as the first, to the next. */
    private static Optional<Expected> fullLayers(OriginalFolder original) {
        return GeneralRules.windowPattern(original)
                .filter(pattern -> pattern.value() instanceof List<?> layers
                        && layers.get(0).equals(0.0))
                .map(pattern -> ((List<?>) pattern.value()).subList(1, ((List<?>) pattern.value()).size()))
                .map(rest -> Expected.of("layer_types", rest.indexOf(0.0) + 1.0))
                .filter(period -> period.number() > 0);
    }

    /** Nomic's models were trained with fewer positions than config.json states. */
    private static Optional<Expected> trainedPositions(OriginalFolder original) {
        OriginalConfig config = original.config();
        double trained = config.number("max_trained_positions").orElse(2048.0);
        return config.number("n_positions")
                .flatMap(positions -> positions == 8192 && trained == 2048
                        ? Optional.of(Expected.of("n_positions 8192, max_trained_positions", 2048.0))
                        : positions == 2048 && trained == 2048
                                ? Optional.of(Expected.of("n_positions 2048, of which trained", 512.0))
                                : Optional.empty());
    }

    /** RoBERTa's positions begin after the id of its padding token. */
    private static Optional<Expected> withoutPadding(OriginalFolder original) {
        Optional<Double> length = original.config().number("max_position_embeddings");
        double padding = original.config().number("pad_token_id").orElse(-1.0);
        return length.map(all -> Expected.of("max_position_embeddings - pad_token_id - 1", all - padding - 1));
    }

    /** LFM 2 has keys in layers with attention, others convolve. */
    private static Optional<Expected> keysOfAttention(OriginalFolder original) {
        Optional<Double> heads = original.config().number("num_key_value_heads");
        List<Object> each = original.config().items("layer_types").orElse(List.of()).stream()
                .<Object>map(type -> OriginalConfig.text(type)
                                .filter("full_attention"::equals)
                                .isPresent()
                        ? heads.orElse(Double.NaN)
                        : Double.valueOf(0))
                .toList();
        return each.isEmpty()
                ? heads.map(number -> Expected.of("num_key_value_heads", number))
                : heads.map(number -> Expected.of("num_key_value_heads and layer_types", each));
    }

    /** LFM 2 may use two thirds of the width, times a factor, rounded up. */
    private static Optional<Expected> adjustedWidth(OriginalFolder original) {
        OriginalConfig config = original.config();
        Optional<Expected> stated = stated("block_ff_dim", "intermediate_size").of(original);
        if (stated.isEmpty() || !config.flag("block_auto_adjust_ff_dim").orElse(false)) {
            return stated;
        }
        double width = Math.floor(2 * stated.get().number() / 3);
        width = Math.floor(config.number("block_ffn_dim_multiplier").orElse(1.0) * width);
        double multiple = config.number("block_multiple_of").orElse(1.0);
        return Optional.of(Expected.of(stated.get().source() + ", adjusted,", multiple * Math.ceil(width / multiple)));
    }
}
