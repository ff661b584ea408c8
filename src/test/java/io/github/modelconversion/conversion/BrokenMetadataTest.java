package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaks one thing in a real pair: exactly that is found, with both values. */
class BrokenMetadataTest {

    @TempDir
    private Path directory;

    private Finding onlyFinding(Pair pair) throws IOException {
        List<Finding> findings = pair.findings(directory);
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private void assertDiffers(Pair pair, String config, String file) throws IOException {
        Finding finding = onlyFinding(pair);

        assertThat(finding.code()).isEqualTo(Code.METADATA_DIFFERS);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message()).contains("config.json says " + config + ",", "GGUF file " + file);
    }

    private void assertMissing(Pair pair, String config, String key) throws IOException {
        Finding finding = onlyFinding(pair);

        assertThat(finding.code()).isEqualTo(Code.METADATA_MISSING);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message()).contains("config.json says " + config + ",", "has no " + key);
    }

    @Test
    void findsARotaryBaseThatWasNotConverted() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("rope_parameters", "{\"rope_theta\": 500000.0, \"rope_type\": \"default\"}");

        assertDiffers(pair, "rope_parameters.rope_theta 500000", "llama.rope.freq_base 10000");
    }

    @Test
    void findsTheRotaryBaseInConfigsOfOlderTransformers() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().config.remove("rope_parameters");
        pair.original().with("rope_theta", "500000.0");

        assertDiffers(pair, "rope_theta 500000", "llama.rope.freq_base 10000");
    }

    @Test
    void findsAMissingRotaryBaseIfLlamaCppDefaultsToAnother() throws IOException {
        Pair pair = Pair.real("qwen2");
        pair.converted().without("qwen2.rope.freq_base");

        assertMissing(
                pair, "rope_parameters.rope_theta 1000000", "qwen2.rope.freq_base; without it llama.cpp takes 10000");
    }

    @Test
    void acceptsAMissingRotaryBaseIfLlamaCppDefaultsToIt() throws IOException {
        Pair pair = Pair.real("starcoder2");
        pair.converted().without("starcoder2.rope.freq_base");

        assertThat(pair.findings(directory)).isEmpty();
    }

    @Test
    void findsAWrongBaseOfTheSlidingLayers() throws IOException {
        Pair pair = Pair.real("gemma3");
        pair.converted().float32("gemma3.rope.freq_base_swa", 1e6);

        assertDiffers(pair, "rope_parameters.sliding_attention.rope_theta 10000", "gemma3.rope.freq_base_swa 1000000");
    }

    @ParameterizedTest
    @CsvSource({
        "llama, llama.attention.layer_norm_rms_epsilon, 1e-5, rms_norm_eps 1e-6, 1e-5",
        "gpt2, gpt2.attention.layer_norm_epsilon, 1e-6, layer_norm_epsilon 1e-5, 1e-6",
        "bert, bert.attention.layer_norm_epsilon, 1e-5, layer_norm_eps 1e-12, 1e-5"
    })
    void findsAWrongEpsilon(String name, String key, double value, String config, String found) throws IOException {
        Pair pair = Pair.real(name);
        pair.converted().float32(key, value);

        assertDiffers(pair, config, key + " " + found);
    }

    @ParameterizedTest
    @CsvSource({
        "llama, llama.attention.head_count, 4, num_attention_heads 8",
        "llama, llama.attention.head_count_kv, 8, num_key_value_heads 2",
        "llama, llama.block_count, 3, num_hidden_layers 2",
        "llama, llama.context_length, 2048, max_position_embeddings 512",
        "llama, llama.embedding_length, 128, hidden_size 256",
        "llama, llama.feed_forward_length, 1024, intermediate_size 512",
        "llama, llama.attention.key_length, 64, head_dim 32",
        "llama, llama.rope.dimension_count, 16, head_dim 32",
        "llama, llama.vocab_size, 32000, vocab_size 512",
        "mixtral, llama.expert_count, 8, num_local_experts 4",
        "mixtral, llama.expert_used_count, 1, num_experts_per_tok 2",
        "qwen3moe, qwen3moe.expert_feed_forward_length, 512, moe_intermediate_size 256",
        "gemma2, gemma2.attention.sliding_window, 4096, sliding_window 32",
        "gpt2, gpt2.feed_forward_length, 256, 4 x n_embd 1024",
        "gpt2, gpt2.block_count, 12, n_layer 2"
    })
    void findsAWrongInteger(String name, String key, long value, String config) throws IOException {
        Pair pair = Pair.real(name);
        pair.converted().uint32(key, value);

        assertDiffers(pair, config, key + " " + value);
    }

    @Test
    void findsSoftCapsThatDifferOrAreMissing() throws IOException {
        Pair pair = Pair.real("gemma2");
        pair.converted().float32("gemma2.final_logit_softcapping", 50);
        assertDiffers(pair, "final_logit_softcapping 30", "gemma2.final_logit_softcapping 50");

        pair = Pair.real("gemma2");
        pair.original().with("attn_logit_softcapping", "40.0");
        pair.converted().without("gemma2.attn_logit_softcapping");
        assertMissing(pair, "attn_logit_softcapping 40", "gemma2.attn_logit_softcapping");
    }

    @ParameterizedTest
    @CsvSource({"gemma2", "gemma3"})
    void findsAMissingSlidingWindow(String name) throws IOException {
        Pair pair = Pair.real(name);
        pair.converted().without(name + ".attention.sliding_window");

        assertMissing(pair, "sliding_window 32", name + ".attention.sliding_window");
    }

    @Test
    void findsPartlyOrFullyDroppedYarn() throws IOException {
        Pair pair = yarn();
        assertThat(pair.findings(directory)).isEmpty();

        pair.converted().without("qwen2.rope.scaling.factor");
        assertMissing(pair, "rope_scaling.factor 4", "qwen2.rope.scaling.factor");

        pair.converted().without("qwen2.rope.scaling.type").without("qwen2.rope.scaling.original_context_length");
        assertThat(pair.findings(directory))
                .extracting(Finding::code)
                .containsExactly(Code.METADATA_MISSING, Code.METADATA_MISSING, Code.METADATA_MISSING);
    }

    /** The YaRN settings that Qwen 2.5's model card recommends for long texts, spelled as there. */
    private static Pair yarn() throws IOException {
        Pair pair = Pair.real("qwen2");
        pair.original().config.remove("rope_parameters");
        pair.original()
                .with("rope_theta", "1000000.0")
                .with(
                        "rope_scaling",
                        "{\"factor\": 4.0, \"original_max_position_embeddings\": 128, \"type\": \"yarn\"}");
        pair.converted()
                .text("qwen2.rope.scaling.type", "yarn")
                .float32("qwen2.rope.scaling.factor", 4)
                .uint32("qwen2.rope.scaling.original_context_length", 128);
        return pair;
    }

    @Test
    void findsScalingThatTheOriginalDoesNotHave() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().text("llama.rope.scaling.type", "linear");

        assertDiffers(pair, "rope_parameters.rope_type default, in GGUF none", "llama.rope.scaling.type linear");
    }

    @Test
    void saysThatLlamaHasNoKeyForASlidingWindow() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("architectures", "[\"MistralForCausalLM\"]").with("sliding_window", "256");

        Finding finding = onlyFinding(pair);

        assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.message()).contains("sliding_window 256");
    }

    @Test
    void countsKeysWithoutARuleAsNotChecked() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().uint32("llama.some.new_key", 7);

        Finding finding = onlyFinding(pair);

        assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.message()).contains("llama.some.new_key");
    }

    @Test
    void findsTheFileOfAnotherArchitecture() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("architectures", "[\"Qwen2ForCausalLM\"]");

        assertDiffers(pair, "architectures Qwen2ForCausalLM, which is qwen2 in GGUF", "general.architecture llama");
    }

    @Test
    void comparesCommonKeysOfAnUnknownArchitecture() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("architectures", "[\"NovelForCausalLM\"]");

        ModelComparison result = pair.compare(directory);

        assertThat(result.metadata().measured()).isFalse();
        assertThat(result.tensors().measured()).isFalse();
        Finding finding = onlyFinding(pair);
        assertThat(finding.code()).isEqualTo(Code.ARCHITECTURE_UNKNOWN);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message()).contains("NovelForCausalLM", "llama");
    }

    @Test
    void refusesAVisionTower() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().text("general.architecture", "clip").text("general.type", "mmproj");

        assertThatThrownBy(() -> pair.compare(directory))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("model.gguf", "mmproj", "convertedModel");
    }

    @ParameterizedTest
    @CsvSource({
        "clip, model, the tower for pictures or sound",
        "llama, mmproj, the tower for pictures or sound",
        "llama, imatrix, general.type imatrix"
    })
    void refusesFilesWithoutALanguageModel(String architecture, String type, String found) throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().text("general.architecture", architecture).text("general.type", type);

        assertThatThrownBy(() -> pair.compare(directory))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("found one with " + found, "convertedModel");
    }

    @Test
    void findsAFileWithoutAnArchitecture() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted().without("general.architecture");

        assertThat(onlyFinding(pair).message()).contains("LlamaForCausalLM", "(GGUF: none)");
        assertThat(pair.compare(directory).architecture()).isEmpty();

        pair.original().config.remove("architectures");
        assertThat(onlyFinding(pair).message()).contains("that config.json does not name");
    }

    @Test
    void listsTheArchitectureThatDiffers() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("architectures", "[\"Qwen2ForCausalLM\"]");

        ModelComparison result = pair.compare(directory);

        assertThat(result.metadata().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo("general.architecture");
            assertThat(entry.original()).isEqualTo("architectures Qwen2ForCausalLM");
            assertThat(entry.converted()).isEqualTo("llama");
            assertThat(entry.isWrong()).isTrue();
        });
        assertThat(result.tensors().measured()).isFalse();
        assertThat(result.tokenizer().measured()).isFalse();
    }

    @Test
    void takesTheTextPartOfAMultimodalModel() throws IOException {
        Pair pair = Pair.real("gemma3");
        OriginalCopy wrapped = OriginalCopy.of("{\"architectures\": [\"Gemma3ForConditionalGeneration\"],"
                + " \"hidden_size\": 9, \"text_config\": " + pair.original().config + "}");

        assertThat(new Pair(wrapped, pair.converted())
                        .compare(directory)
                        .metadata()
                        .findings())
                .isEmpty();
    }
}
