package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.architecture.Architecture;
import io.github.modelconversion.conversion.architecture.ArchitectureTable;
import io.github.modelconversion.conversion.architecture.NumberedName;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.tensor.TensorEntry;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.result.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Architectures without a real file at hand, checked against gguf-py's mapping and figures of public models. */
class ArchitecturesTest {

    /** Tensors that the converter splits or names itself, so the mapping has other names for them. */
    private static final Set<String> TAKEN_APART =
            Set.of("kv_b_proj", "in_proj_qkvz", "gate_up_proj", "shared_mlp.output_linear", "modern-bert classifier");

    @TempDir
    private Path directory;

    static List<String> all() {
        return ArchitectureTable.all().stream().map(Architecture::name).toList();
    }

    private static Architecture named(String name) {
        return ArchitectureTable.all().stream()
                .filter(architecture -> architecture.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("all")
    void haveTheNamesOfGgufPy(String architecture) throws IOException {
        JsonObject names = JsonParser.parseString(Files.readString(Pair.FOLDER.resolve("names.json")))
                .getAsJsonObject()
                .getAsJsonObject(architecture);
        assertThat(names).as("names.json has no %s: run names.py", architecture).isNotNull();
        assertThat(names.size()).isGreaterThan(8);
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, JsonElement> name : names.entrySet()) {
            String source = name.getKey().replace("#", "0");
            String target = name.getValue().getAsString() + suffix(source);
            List<String> found = targets(named(architecture), source);
            if (TAKEN_APART.stream().noneMatch((architecture + " " + source)::contains) && !found.contains(target)) {
                different.add(source + " is " + target + ", not " + found);
            }
        }

        assertThat(different).isEmpty();
    }

    /** Returns the suffix that the converter adds: experts, their biases, sinks and scales get one, Mamba's A and D do not. */
    private static String suffix(String source) {
        if (source.endsWith("expert_bias")) {
            return ".bias";
        }
        boolean hasNone = Stream.of("experts.down_proj", "sinks", "output_scale", "layer_scalar")
                .anyMatch(source::endsWith);
        return hasNone ? ".weight" : "";
    }

    private static List<String> targets(Architecture architecture, String source) {
        NumberedName name = NumberedName.of(source);
        return architecture.rules(name).orElse(List.of()).stream()
                .map(rule -> name.inBlock(rule.target()))
                .toList();
    }

    @Test
    void stackExpertsInTheOrderOfTheirNumbers() throws IOException {
        OriginalCopy original = OriginalCopy.of("{\"architectures\": [\"Qwen3MoeForCausalLM\"]}");
        IntStream.range(0, 12)
                .forEach(i -> original.tensor("model.layers.0.mlp.experts." + i + ".up_proj.weight", 64, 32));
        GgufCopy converted = GgufCopy.empty()
                .text("general.architecture", "qwen3moe")
                .tensor("blk.0.ffn_up_exps.weight", 32, 64, 12);

        ModelComparison result = new Pair(original, converted).compare(directory);

        assertThat(result.tensors().findings()).isEmpty();
        assertThat(result.tensors().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.sources())
                        .containsExactlyElementsOf(IntStream.range(0, 12)
                                .mapToObj(i -> "model.layers.0.mlp.experts." + i + ".up_proj.weight")
                                .toList()));
    }

    /** DeepSeek-V2-Lite: its config.json and the metadata of its GGUF files. */
    private static Pair deepseek() {
        OriginalCopy original = OriginalCopy.of("""
                {"architectures": ["DeepseekV2ForCausalLM"], "first_k_dense_replace": 1, "hidden_size": 2048,
                 "intermediate_size": 10944, "kv_lora_rank": 512, "max_position_embeddings": 163840,
                 "moe_intermediate_size": 1408, "n_group": 1, "n_routed_experts": 64, "n_shared_experts": 2,
                 "norm_topk_prob": false, "num_attention_heads": 16, "num_experts_per_tok": 6,
                 "num_hidden_layers": 27, "num_key_value_heads": 16, "q_lora_rank": null, "qk_nope_head_dim": 128,
                 "qk_rope_head_dim": 64, "rms_norm_eps": 1e-06, "rope_theta": 10000, "routed_scaling_factor": 1.0,
                 "rope_scaling": {"beta_fast": 32, "beta_slow": 1, "factor": 40, "mscale": 0.707,
                  "mscale_all_dim": 0.707, "original_max_position_embeddings": 4096, "type": "yarn"},
                 "scoring_func": "softmax", "topk_group": 1, "v_head_dim": 128, "vocab_size": 102400}
                """);
        original.tensor("model.layers.0.self_attn.kv_b_proj.weight", 4096, 512)
                .tensor("model.layers.0.self_attn.kv_a_proj_with_mqa.weight", 576, 2048)
                .tensor("model.layers.1.mlp.gate.weight", 64, 2048);
        GgufCopy converted = GgufCopy.empty()
                .text("general.architecture", "deepseek2")
                .uint32("deepseek2.block_count", 27)
                .uint32("deepseek2.context_length", 163840)
                .uint32("deepseek2.embedding_length", 2048)
                .uint32("deepseek2.feed_forward_length", 10944)
                .uint32("deepseek2.attention.head_count", 16)
                .uint32("deepseek2.attention.head_count_kv", 1)
                .float32("deepseek2.rope.freq_base", 10000)
                .float32("deepseek2.attention.layer_norm_rms_epsilon", 1e-6)
                .uint32("deepseek2.expert_used_count", 6)
                .uint32("deepseek2.leading_dense_block_count", 1)
                .uint32("deepseek2.vocab_size", 102400)
                .uint32("deepseek2.attention.kv_lora_rank", 512)
                .uint32("deepseek2.attention.key_length", 576)
                .uint32("deepseek2.attention.value_length", 512)
                .uint32("deepseek2.attention.key_length_mla", 192)
                .uint32("deepseek2.attention.value_length_mla", 128)
                .uint32("deepseek2.expert_feed_forward_length", 1408)
                .uint32("deepseek2.expert_count", 64)
                .uint32("deepseek2.expert_shared_count", 2)
                .float32("deepseek2.expert_weights_scale", 1)
                .uint32("deepseek2.rope.dimension_count", 64)
                .text("deepseek2.rope.scaling.type", "yarn")
                .float32("deepseek2.rope.scaling.factor", 40)
                .uint32("deepseek2.rope.scaling.original_context_length", 4096)
                .float32("deepseek2.rope.scaling.yarn_log_multiplier", 0.0707)
                .tensor("blk.0.attn_k_b.weight", 128, 512, 16)
                .tensor("blk.0.attn_v_b.weight", 512, 128, 16)
                .tensor("blk.0.attn_kv_a_mqa.weight", 2048, 576)
                .tensor("blk.1.ffn_gate_inp.weight", 2048, 64);
        return new Pair(original, converted);
    }

    @Test
    void splitLatentAttention() throws IOException {
        assertThat(deepseek().findings(directory)).isEmpty();
    }

    @Test
    void acceptLatentAttentionAsOlderConvertersWroteIt() throws IOException {
        Pair pair = deepseek();
        pair.converted()
                .uint32("deepseek2.attention.head_count_kv", 16)
                .uint32("deepseek2.attention.key_length", 192)
                .uint32("deepseek2.attention.value_length", 128)
                .without("deepseek2.attention.key_length_mla")
                .without("deepseek2.attention.value_length_mla")
                .withoutTensor("blk.0.attn_k_b.weight")
                .withoutTensor("blk.0.attn_v_b.weight")
                .tensor("blk.0.attn_kv_b.weight", 512, 4096);

        assertThat(pair.findings(directory)).isEmpty();
    }

    @Test
    void findADroppedMultiplier() throws IOException {
        Pair pair = deepseek();
        pair.converted().without("deepseek2.rope.scaling.yarn_log_multiplier");

        assertThat(pair.findings(directory)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Finding.Code.METADATA_MISSING);
            assertThat(finding.message()).contains("0.1 x rope_scaling.mscale_all_dim 0.0707");
        });
    }

    @Test
    void doNotCountMultiTokenPredictionBlocks() throws IOException {
        Pair pair = deepseek();
        pair.original().with("num_nextn_predict_layers", "1").tensor("model.layers.27.eh_proj.weight", 8, 16);
        assertThat(pair.findings(directory)).isEmpty();
        assertThat(pair.compare(directory).tensors().leftOut()).isEqualTo(1);
    }

    @Test
    void compareMultiTokenPredictionBlocksThatTheFileHas() throws IOException {
        Pair pair = deepseek();
        pair.original()
                .with("num_nextn_predict_layers", "1")
                .tensor("model.layers.27.eh_proj.weight", 8, 16)
                .tensor("model.layers.27.enorm.weight", 8)
                .tensor("model.layers.27.mlp.gate.weight", 64, 8);
        pair.converted()
                .uint32("deepseek2.block_count", 28)
                .tensor("blk.27.nextn.eh_proj.weight", 8, 16)
                .tensor("blk.27.ffn_gate_inp.weight", 8, 64);

        assertThat(pair.findings(directory))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(Finding.Code.WEIGHT_SHAPE, Finding.Code.WEIGHT_MISSING);
        assertThat(pair.findings(directory))
                .anySatisfy(finding -> assertThat(finding.message()).contains("blk.27.nextn.eh_proj.weight"))
                .anySatisfy(finding -> assertThat(finding.message()).contains("blk.27.nextn.enorm.weight"));
        assertThat(pair.compare(directory).tensors().leftOut()).isZero();
    }

    static Stream<Pair> others() {
        return Stream.of(
                new Pair(
                        OriginalCopy.of("{\"architectures\": [\"LFM2ForCausalLM\"], \"num_key_value_heads\": 8,"
                                        + " \"block_ff_dim\": 6656, \"block_auto_adjust_ff_dim\": true,"
                                        + " \"block_ffn_dim_multiplier\": 1.0, \"block_multiple_of\": 256,"
                                        + " \"norm_eps\": 1e-05, \"conv_L_cache\": 3}")
                                .tensor("model.layers.0.conv.conv.weight", 1024, 1, 3),
                        GgufCopy.empty()
                                .text("general.architecture", "lfm2")
                                .int32s("lfm2.attention.head_count_kv", 0, 0, 8, 0)
                                .uint32("lfm2.feed_forward_length", 4608)
                                .uint32("lfm2.shortconv.l_cache", 3)
                                .float32("lfm2.attention.layer_norm_rms_epsilon", 1e-5)
                                .tensor("blk.0.shortconv.conv.weight", 3, 1024)),
                new Pair(
                        OriginalCopy.of("{\"architectures\": [\"XLMRobertaModel\"], \"pad_token_id\": 1,"
                                        + " \"max_position_embeddings\": 8194, \"layer_norm_eps\": 1e-05}")
                                .tensor("embeddings.position_embeddings.weight", 8194, 1024),
                        GgufCopy.empty()
                                .text("general.architecture", "bert")
                                .uint32("bert.context_length", 8192)
                                .float32("bert.attention.layer_norm_epsilon", 1e-5)
                                .bool("bert.attention.causal", false)
                                .tensor("position_embd.weight", 1024, 8192)),
                new Pair(
                        OriginalCopy.of("{\"architectures\": [\"Olmo3ForCausalLM\"], \"sliding_window\": 4096,"
                                + " \"layer_types\": [\"sliding_attention\", \"sliding_attention\","
                                + " \"sliding_attention\", \"full_attention\"]}"),
                        GgufCopy.empty()
                                .text("general.architecture", "olmo2")
                                .uint32("olmo2.attention.sliding_window", 4096)
                                .bools("olmo2.attention.sliding_window_pattern", true, true, true, false)),
                new Pair(
                        OriginalCopy.of("{\"architectures\": [\"GPTNeoXForCausalLM\"], \"hidden_size\": 512,"
                                        + " \"num_attention_heads\": 8, \"rotary_pct\": 0.25, \"rotary_emb_base\": 10000,"
                                        + " \"use_parallel_residual\": true}")
                                .tensor("gpt_neox.layers.0.attention.query_key_value.weight", 1536, 512)
                                .tensor("gpt_neox.layers.0.attention.bias", 1, 1, 8, 8),
                        GgufCopy.empty()
                                .text("general.architecture", "gptneox")
                                .uint32("gptneox.embedding_length", 512)
                                .uint32("gptneox.attention.head_count", 8)
                                .uint32("gptneox.rope.dimension_count", 16)
                                .bool("gptneox.use_parallel_residual", true)
                                .tensor("blk.0.attn_qkv.weight", 512, 1536)),
                new Pair(
                        OriginalCopy.of("{\"architectures\": [\"GptOssForCausalLM\"], \"num_local_experts\": 32}")
                                .tensor("model.layers.0.mlp.experts.gate_up_proj_blocks", 32, 5760, 90, 16)
                                .tensor("model.layers.0.mlp.experts.gate_up_proj_scales", 32, 5760, 90)
                                .tensor("model.layers.0.mlp.experts.gate_up_proj_bias", 32, 5760)
                                .tensor("model.layers.0.self_attn.sinks", 64),
                        GgufCopy.empty()
                                .text("general.architecture", "gpt-oss")
                                .uint32("gpt-oss.expert_count", 32)
                                .tensor("blk.0.ffn_gate_exps.weight", 2880, 2880, 32)
                                .tensor("blk.0.ffn_up_exps.weight", 2880, 2880, 32)
                                .tensor("blk.0.ffn_gate_exps.bias", 2880, 32)
                                .tensor("blk.0.ffn_up_exps.bias", 2880, 32)
                                .tensor("blk.0.attn_sinks.weight", 64)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void agreeWithTheFiguresOfPublicModels(Pair pair) throws IOException {
        ModelComparison result = pair.compare(directory);

        assertThat(pair.findings(directory)).isEmpty();
        assertThat(result.metadata().count(MetadataEntry.Verdict.NOT_CHECKED)).isZero();
        assertThat(result.tensors().count(TensorEntry.Verdict.NOT_CHECKED)).isZero();
    }

    @Test
    void readNumbersThatOnlyPythonAcceptsAsJson() throws IOException {
        OriginalConfig config = OriginalConfig.parse(
                "{\"limit\": [0.0, Infinity], \"low\": -Infinity, \"none\": NaN, \"text\": \"NaN \\\" Infinity\"}",
                "c");

        assertThat(config.text("text")).hasValue("NaN \" Infinity");
        assertThat(config.find("low", "none")).isEmpty();
    }
}
