package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hyper-parameters that converters compute from config.json rather than copy, with figures of public models. */
class DerivedHyperParametersTest {

    private static final String HUNYUAN = "'head_dim': 128, 'rope_theta': 10000.0, 'max_position_embeddings': 32768,"
            + " 'rope_scaling': {'type': 'dynamic', 'alpha': 1000.0, 'factor': 1.0}";
    private static final String JAMBA = "'num_hidden_layers': 8, 'num_key_value_heads': 8, 'hidden_size': 4096,"
            + " 'attn_layer_period': 8, 'attn_layer_offset': 4, 'mamba_expand': 2, 'mamba_dt_rank': 256";
    private static final String LONGROPE =
            "'max_position_embeddings': 131072, 'original_max_position_embeddings': 4096,"
                    + " 'rope_scaling': {'type': 'longrope'}";
    private static final String LINEAR =
            "'num_hidden_layers': 8, 'layer_types': ['linear_attention', 'linear_attention',"
                    + " 'linear_attention', 'full_attention', 'linear_attention', 'linear_attention', 'linear_attention',"
                    + " 'full_attention']";

    @TempDir
    private Path directory;

    private static String config(String type, String fields) {
        String text = switch (fields) {
            case "HUNYUAN" -> HUNYUAN;
            case "JAMBA" -> JAMBA;
            case "LONGROPE" -> LONGROPE;
            case "LINEAR" -> LINEAR;
            default -> fields;
        };
        return ("{'architectures': ['" + type + "'], " + text + "}").replace('\'', '"');
    }

    private Optional<Verdict> verdict(String type, String architecture, String fields, String key, String value)
            throws IOException {
        GgufCopy converted = GgufCopy.empty().text("general.architecture", architecture);
        String name = architecture + "." + key;
        if (value.matches("-?\\d+")) {
            converted.uint32(name, Long.parseLong(value));
        } else if (value.matches("[\\d ]+")) {
            converted.int32s(
                    name,
                    Arrays.stream(value.split(" ")).mapToInt(Integer::parseInt).toArray());
        } else if (value.matches("[\\d.e-]+")) {
            converted.float32(name, Double.parseDouble(value));
        } else if (!value.equals("none")) {
            converted.bool(name, Boolean.parseBoolean(value));
        }
        return new Pair(OriginalCopy.of(config(type, fields)), converted)
                .compare(directory).metadata().entries().stream()
                        .filter(entry -> entry.key().equals(name))
                        .map(MetadataEntry::verdict)
                        .findFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // 10000 * 1000^(128 / 126), and the context length that Tencent's files have.
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | HUNYUAN | rope.freq_base | 11158840.0 | AGREES",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | HUNYUAN | rope.freq_base | 10000.0 | DIFFERS",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | HUNYUAN | context_length | 262144 | AGREES",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | HUNYUAN | context_length | 32768 | AGREES",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | HUNYUAN | context_length | 4096 | DIFFERS",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | HUNYUAN | rope.scaling.factor | 1.0 | AGREES",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | 'rope_theta': 10000.0 | rope.freq_base | 10000.0 | AGREES",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | 'num_experts': 1 | expert_count | 8 | NOT_STATED",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | 'num_experts': 2 | expert_count | 8 | DIFFERS",
                // Jamba: the fifth of eight layers has attention.
                "JambaForCausalLM | jamba | JAMBA | attention.head_count_kv | 0 0 0 0 8 0 0 0 | AGREES",
                "JambaForCausalLM | jamba | JAMBA | attention.head_count_kv | 0 0 0 8 0 0 0 0 | DIFFERS",
                "JambaForCausalLM | jamba | JAMBA | ssm.inner_size | 8192 | AGREES",
                "JambaForCausalLM | jamba | JAMBA | ssm.time_step_rank | 256 | AGREES",
                "JambaForCausalLM | jamba | 'mamba_dt_rank': 'auto' | ssm.time_step_rank | 256 | NOT_STATED",
                // Phi 3 with 128k positions: sqrt(1 + ln 32 / ln 4096).
                "Phi3ForCausalLM | phi3 | LONGROPE | rope.scaling.attn_factor | 1.1902381 | AGREES",
                "Phi3ForCausalLM | phi3 | LONGROPE | rope.scaling.attn_factor | 1.2 | DIFFERS",
                "Phi3ForCausalLM | phi3 | LONGROPE | rope.scaling.attn_factor | none | MISSING",
                "Phi3ForCausalLM | phi3 | 'max_position_embeddings': 4096, 'original_max_position_embeddings': 4096,"
                        + " 'rope_scaling': {'type': 'longrope'} | rope.scaling.attn_factor | none | DEFAULT",
                // Nomic's models were trained with fewer positions than config.json states.
                "NomicBertModel | nomic-bert | 'n_positions': 8192 | context_length | 2048 | AGREES",
                "NomicBertModel | nomic-bert | 'n_positions': 2048 | context_length | 512 | AGREES",
                "NomicBertModel | nomic-bert | 'n_positions': 512 | context_length | 512 | NOT_STATED",
                "NomicBertModel | nomic-bert | 'n_positions': 8192, 'max_trained_positions': 8192 | context_length"
                        + " | 8192 | NOT_STATED",
                // Every fourth layer has full attention.
                "Qwen3NextForCausalLM | qwen3next | LINEAR | full_attention_interval | 4 | AGREES",
                "Qwen3NextForCausalLM | qwen3next | LINEAR | full_attention_interval | 3 | DIFFERS",
                "Qwen3NextForCausalLM | qwen3next | LINEAR | full_attention_interval | none | DEFAULT",
                "Olmo3ForCausalLM | olmo2 | 'num_hidden_layers': 4, 'sliding_window': 4096, 'layer_types':"
                        + " ['sliding_attention', 'sliding_attention', 'sliding_attention', 'full_attention']"
                        + " | attention.sliding_window_pattern | none | DEFAULT",
                "Olmo3ForCausalLM | olmo2 | 'num_hidden_layers': 4, 'sliding_window': 4096, 'layer_types':"
                        + " ['sliding_attention', 'sliding_attention', 'full_attention', 'full_attention']"
                        + " | attention.sliding_window_pattern | none | MISSING",
                // The largest bias is 0 for positions of another form.
                "MPTForCausalLM | mpt | 'attn_config': {'alibi': true, 'alibi_bias_max': 8} | attention.max_alibi_bias"
                        + " | 8.0 | AGREES",
                "MPTForCausalLM | mpt | 'attn_config': {'alibi': false, 'alibi_bias_max': 8} | attention.max_alibi_bias"
                        + " | 8.0 | DIFFERS",
                "MPTForCausalLM | mpt | 'd_model': 4096 | feed_forward_length | 16384 | AGREES",
                "MPTForCausalLM | mpt | 'd_model': 4096, 'expansion_ratio': 2 | feed_forward_length | 8192 | AGREES",
                // Mamba has inner states of twice its width.
                "MambaForCausalLM | mamba | 'hidden_size': 768 | ssm.inner_size | 1536 | AGREES",
                "FalconMambaForCausalLM | mamba | 'model_type': 'falcon_mamba' | ssm.dt_b_c_rms | true | AGREES",
                "MambaForCausalLM | mamba | 'model_type': 'mamba' | ssm.dt_b_c_rms | true | DIFFERS",
                "MambaForCausalLM | mamba | 'model_type': 'mamba' | ssm.dt_b_c_rms | none | DEFAULT",
                // LFM2: floor(2 / 3 * 6656) = 4437, rounded up to a multiple of 256.
                "Lfm2ForCausalLM | lfm2 | 'block_ff_dim': 6656, 'block_auto_adjust_ff_dim': true,"
                        + " 'block_multiple_of': 256 | feed_forward_length | 4608 | AGREES",
                "Lfm2ForCausalLM | lfm2 | 'block_ff_dim': 6656, 'block_auto_adjust_ff_dim': false,"
                        + " 'block_multiple_of': 256 | feed_forward_length | 6656 | AGREES",
                "Lfm2ForCausalLM | lfm2 | 'block_ff_dim': 6656, 'block_auto_adjust_ff_dim': true,"
                        + " 'block_ffn_dim_multiplier': 1.5, 'block_multiple_of': 256 | feed_forward_length | 6656"
                        + " | AGREES",
                // A product, a flag, a list that GGUF pads to four numbers, the length of a list.
                "Qwen3NextForCausalLM | qwen3next | 'linear_value_head_dim': 128, 'linear_num_value_heads': 32"
                        + " | ssm.inner_size | 4096 | AGREES",
                "GPTNeoXForCausalLM | gptneox | 'use_parallel_residual': false | use_parallel_residual | false | AGREES",
                "GPTNeoXForCausalLM | gptneox | 'use_parallel_residual': false | use_parallel_residual | true | DIFFERS",
                "GPTNeoXForCausalLM | gptneox | 'use_parallel_residual': true | use_parallel_residual | none | DEFAULT",
                "Qwen2VLForConditionalGeneration | qwen2vl | 'rope_scaling': {'mrope_section': [16, 24, 24]}"
                        + " | rope.dimension_sections | 16 24 24 0 | AGREES",
                "Qwen2VLForConditionalGeneration | qwen2vl | 'rope_scaling': {'mrope_section': [16, 24, 24]}"
                        + " | rope.dimension_sections | 16 24 24 | AGREES",
                "Qwen2VLForConditionalGeneration | qwen2vl | 'rope_scaling': {'mrope_section': [16, 24, 24]}"
                        + " | rope.dimension_sections | 24 16 24 0 | DIFFERS",
                "Qwen2VLForConditionalGeneration | qwen2vl | 'rope_scaling': {'mrope_section': [16, 'x']}"
                        + " | rope.dimension_sections | 16 24 24 0 | NOT_STATED",
                "Qwen3VLForConditionalGeneration | qwen3vl | 'vision_config': {'deepstack_visual_indexes': [5, 11, 17]}"
                        + " | n_deepstack_layers | 3 | AGREES",
                "Llama4ForCausalLM | llama4 | 'layer_types': ['full_attention', 'full_attention']"
                        + " | attention.sliding_window | 0 | AGREES",
                "Llama4ForCausalLM | llama4 | 'layer_types': ['chunked_attention', 'full_attention']"
                        + " | attention.sliding_window | 0 | NOT_STATED",
                "BloomForCausalLM | bloom | 'n_embed': 1024 | context_length | 1024 | AGREES",
                "BloomForCausalLM | bloom | 'n_embed': 1024, 'seq_length': 2048 | context_length | 2048 | AGREES",
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | 'max_position_embeddings': 32768 | context_length | 4096"
                        + " | DIFFERS",
                // Kinds of RoPE scaling and their defaults.
                "LlamaForCausalLM | llama | 'rope_scaling': {'type': 'linear', 'factor': 4.0} | rope.scaling.factor"
                        + " | 4.0 | AGREES",
                "LlamaForCausalLM | llama | 'rope_scaling': {'type': 'linear', 'factor': 4.0} | rope.scaling.type"
                        + " | none | MISSING",
                "LlamaForCausalLM | llama | 'rope_scaling': {'type': 'novel', 'factor': 4.0} | rope.scaling.factor"
                        + " | 4.0 | NOT_STATED",
                "LlamaForCausalLM | llama | 'rope_scaling': {'type': 'yarn', 'beta_fast': 32, 'factor': 4.0}"
                        + " | rope.scaling.yarn_beta_fast | none | DEFAULT",
                "LlamaForCausalLM | llama | 'rope_scaling': {'type': 'yarn', 'beta_fast': 16, 'factor': 4.0}"
                        + " | rope.scaling.yarn_beta_fast | none | MISSING",
                // Windows that are switched off, and a RoPE base of their own.
                "Gemma3ForCausalLM | gemma3 | 'sliding_window': 512, 'sliding_window_pattern': 1"
                        + " | attention.sliding_window | 512 | DIFFERS",
                "Gemma3ForCausalLM | gemma3 | 'sliding_window': 512, 'use_sliding_window': false"
                        + " | attention.sliding_window | 512 | DIFFERS",
                "Gemma3ForCausalLM | gemma3 | 'sliding_window': 512 | attention.sliding_window | 512 | AGREES",
                "Gemma3ForCausalLM | gemma3 | 'rope_local_base_freq': 20000.0 | rope.freq_base_swa | none | MISSING",
                "Gemma3ForCausalLM | gemma3 | 'rope_local_base_freq': 10000.0 | rope.freq_base_swa | none | DEFAULT",
                // Converters round floor(1000 / 7) x 0.35 or floor(1000 x 0.35) / 7.
                "PhiForCausalLM | phi2 | 'hidden_size': 1000, 'num_attention_heads': 7, 'partial_rotary_factor': 0.35"
                        + " | rope.dimension_count | 49 | AGREES",
                "PhiForCausalLM | phi2 | 'hidden_size': 1000, 'num_attention_heads': 7, 'partial_rotary_factor': 0.35"
                        + " | rope.dimension_count | 50 | AGREES",
                "PhiForCausalLM | phi2 | 'hidden_size': 1000, 'num_attention_heads': 7, 'partial_rotary_factor': 0.35"
                        + " | rope.dimension_count | 48 | DIFFERS",
                // The exponent d / (d - 2) needs a head of more than two values.
                "HunYuanDenseV1ForCausalLM | hunyuan-dense | 'head_dim': 2, 'rope_theta': 10000.0, 'rope_scaling':"
                        + " {'type': 'dynamic', 'alpha': 1000.0} | rope.freq_base | 10000.0 | NOT_STATED",
                // StarCoder has one key for all queries.
                "GPTBigCodeForCausalLM | starcoder | 'n_head': 48 | attention.head_count_kv | 1 | AGREES",
                "GPTBigCodeForCausalLM | starcoder | 'n_head': 48, 'multi_query': false | attention.head_count_kv | 1"
                        + " | NOT_STATED",
            })
    void agreeWithWhatTheConverterWrites(
            String type, String architecture, String fields, String key, String value, Verdict expected)
            throws IOException {
        assertThat(verdict(type, architecture, fields, key, value)).contains(expected);
    }
}
