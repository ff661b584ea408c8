package io.github.modelconversion.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entry of each hyper-parameter in the result: both values as reports show them, and the verdict. */
class HyperParametersTest {

    @TempDir
    private Path directory;

    private List<MetadataEntry> entries(Pair pair) throws IOException {
        return pair.compare(directory).metadata().entries();
    }

    private static MetadataEntry entry(String key, String original, String converted, Verdict verdict) {
        return new MetadataEntry(key, original, converted, verdict);
    }

    private Verdict verdict(Pair pair, String key) throws IOException {
        return entries(pair).stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private boolean lists(Pair pair, String key) throws IOException {
        return entries(pair).stream().anyMatch(entry -> entry.key().equals(key));
    }

    /** Returns a Llama without tensors or hyper-parameters. */
    private static Pair empty(String type, String architecture, String config) {
        return new Pair(
                OriginalCopy.of(("{'architectures': ['" + type + "']" + (config.isEmpty() ? "" : ", ") + config + "}")
                        .replace('\'', '"')),
                GgufCopy.empty().text("general.architecture", architecture));
    }

    private static Pair llama(String config) {
        return empty("LlamaForCausalLM", "llama", config);
    }

    @Test
    void areListedWithBothValues() throws IOException {
        Pair pair = Pair.real("llama");
        pair.converted()
                .float32("llama.rope.freq_base", 500_000)
                .without("llama.context_length")
                .float32("llama.rope.scaling.factor", 8)
                .uint32("llama.some.new_key", 7);

        assertThat(entries(pair))
                .contains(
                        entry("llama.block_count", "num_hidden_layers 2", "2", Verdict.AGREES),
                        entry("llama.context_length", "max_position_embeddings 512", "", Verdict.MISSING),
                        entry("llama.rope.freq_base", "rope_parameters.rope_theta 10000", "500000", Verdict.DIFFERS),
                        entry("llama.rope.scaling.factor", "", "8", Verdict.NOT_STATED),
                        entry(
                                "llama.rope.scaling.type",
                                "rope_parameters.rope_type default, in GGUF none",
                                "",
                                Verdict.DEFAULT),
                        entry("llama.some.new_key", "", "7", Verdict.NOT_CHECKED));
    }

    @Test
    void areListedIfLlamaCppHasNoKeyForThem() throws IOException {
        Pair pair = empty("MistralForCausalLM", "llama", "'sliding_window': 256, 'max_position_embeddings': 512");

        assertThat(entries(pair))
                .contains(entry("llama.attention.sliding_window", "sliding_window 256", "", Verdict.NOT_CHECKED));
    }

    @ParameterizedTest
    @CsvSource({
        // A window of all positions changes nothing.
        "MistralForCausalLM, llama, '''sliding_window'': 512, ''max_position_embeddings'': 512'",
        "MistralForCausalLM, llama, '''sliding_window'': 256, ''use_sliding_window'': false'",
        // Qwen 2 does not use the window unless it says so.
        "Qwen2ForCausalLM, qwen2, '''sliding_window'': 256'"
    })
    void areNotListedIfTheOriginalDoesNotUseThem(String type, String architecture, String config) throws IOException {
        assertThat(lists(empty(type, architecture, config), architecture + ".attention.sliding_window"))
                .isFalse();
    }

    @Test
    void areListedForAnUnknownArchitectureIfBothSidesHaveThem() throws IOException {
        Pair pair = Pair.real("llama");
        pair.original().with("architectures", "[\"NovelForCausalLM\"]");
        pair.converted()
                .float32("llama.rope.freq_base", 500_000)
                .without("llama.vocab_size")
                .without("llama.embedding_length");

        assertThat(entries(pair))
                .containsExactly(
                        entry("llama.block_count", "num_hidden_layers 2", "2", Verdict.AGREES),
                        entry("llama.attention.head_count", "num_attention_heads 8", "8", Verdict.AGREES),
                        entry("llama.attention.layer_norm_rms_epsilon", "rms_norm_eps 1e-6", "1e-6", Verdict.AGREES),
                        entry("llama.rope.freq_base", "rope_parameters.rope_theta 10000", "500000", Verdict.DIFFERS));
        assertThat(pair.compare(directory).metadata().findings())
                .extracting(Finding::code)
                .containsExactly(Code.ARCHITECTURE_UNKNOWN, Code.METADATA_DIFFERS);
    }

    /** 1 is softmax and 2 sigmoid in llama.cpp's llama_expert_gating_func_type. */
    @ParameterizedTest
    @CsvSource({
        "softmax, 1, AGREES",
        "softmax, 2, DIFFERS",
        "sigmoid, 2, AGREES",
        "sigmoid, 1, DIFFERS",
        "tanh, 1, NOT_STATED"
    })
    void includeTheFunctionThatChoosesExperts(String function, long number, Verdict verdict) throws IOException {
        Pair pair = llama("'scoring_func': '" + function + "'");
        pair.converted().uint32("llama.expert_gating_func", number);

        assertThat(verdict(pair, "llama.expert_gating_func")).isEqualTo(verdict);
    }

    /** Dense models may state the settings of a router that they do not have. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "8, true"})
    void includeUsedExpertsOnlyIfThereAreExperts(int experts, boolean listed) throws IOException {
        Pair pair = llama("'num_experts': " + experts + ", 'num_experts_per_tok': 2, 'n_group': 4, 'topk_group': 3");

        assertThat(lists(pair, "llama.expert_used_count")).isEqualTo(listed);
        assertThat(lists(pair, "llama.expert_group_count")).isEqualTo(listed);
        assertThat(lists(pair, "llama.expert_group_used_count")).isEqualTo(listed);
        assertThat(verdict(pair, "llama.expert_count")).isEqualTo(experts == 0 ? Verdict.DEFAULT : Verdict.MISSING);
    }

    @Test
    void doNotIncludeUsedExpertsIfNoNumberOfExpertsIsStated() throws IOException {
        assertThat(lists(llama("'num_experts_per_tok': 2"), "llama.expert_used_count"))
                .isFalse();
    }

    private static Pair windows(String layers) {
        return empty(
                "Gemma3ForCausalLM",
                "gemma3",
                "'sliding_window': 32, 'layer_types': ["
                        + layers.chars()
                                .mapToObj(layer -> layer == 's' ? "'sliding_attention'" : "'full_attention'")
                                .collect(Collectors.joining(", "))
                        + "]");
    }

    /** llama.cpp reads a number n as: in each group of n layers, the last one has no window. */
    @ParameterizedTest
    @CsvSource({
        "sssssf, 6, AGREES",
        "sssssf, 5, DIFFERS",
        "sssssfssss, 6, AGREES",
        "sssfsssfs, 4, AGREES",
        "ff, 1, AGREES",
        "sf, 2, AGREES",
        "fs, 1, DIFFERS",
        "fs, 2, DIFFERS",
        "sffs, 2, DIFFERS",
        "ss, 2, DIFFERS",
        "ss, 0, DIFFERS"
    })
    void includeThePeriodOfLayersWithoutAWindow(String layers, long period, Verdict verdict) throws IOException {
        Pair pair = windows(layers);
        pair.converted().uint32("gemma3.attention.sliding_window_pattern", period);

        assertThat(verdict(pair, "gemma3.attention.sliding_window_pattern")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"sffs, AGREES", "sfsf, DIFFERS", "sff, DIFFERS"})
    void includeTheListOfLayersWithAWindow(String layers, Verdict verdict) throws IOException {
        Pair pair = windows(layers);
        pair.converted().bools("gemma3.attention.sliding_window_pattern", true, false, false, true);

        assertThat(verdict(pair, "gemma3.attention.sliding_window_pattern")).isEqualTo(verdict);
    }

    @Test
    void includeAWindowOf0IfTheOriginalHasNone() throws IOException {
        Pair pair = empty("Gemma3ForCausalLM", "gemma3", "'sliding_window': null");
        pair.converted().uint32("gemma3.attention.sliding_window", 512);
        assertThat(entries(pair))
                .contains(entry("gemma3.attention.sliding_window", "no sliding_window, so 0", "512", Verdict.DIFFERS));

        Pair silent = empty("Gemma3ForCausalLM", "gemma3", "");
        silent.converted().uint32("gemma3.attention.sliding_window", 512);
        assertThat(verdict(silent, "gemma3.attention.sliding_window")).isEqualTo(Verdict.NOT_STATED);
    }

    @Test
    void areNotNeededIfTheyAreOfAnotherKindOfNorm() throws IOException {
        Pair pair = llama("'rms_norm_eps': 1e-6, 'layer_norm_eps': 1e-5");

        assertThat(verdict(pair, "llama.attention.layer_norm_rms_epsilon")).isEqualTo(Verdict.MISSING);
        assertThat(lists(pair, "llama.attention.layer_norm_epsilon")).isFalse();
    }

    @Test
    void countLayersThatPredictSeveralTokensOrNot() throws IOException {
        for (int layers : List.of(3, 4)) {
            Pair pair = llama("'num_hidden_layers': 3, 'num_nextn_predict_layers': 1");
            pair.converted().uint32("llama.block_count", layers);
            assertThat(verdict(pair, "llama.block_count")).isEqualTo(Verdict.AGREES);
        }
        Pair pair = llama("'num_hidden_layers': 3, 'num_nextn_predict_layers': 1");
        pair.converted().uint32("llama.block_count", 5);
        assertThat(verdict(pair, "llama.block_count")).isEqualTo(Verdict.DIFFERS);
    }

    /** A part of each head: floor(80 x 0.4) of Phi 2. */
    @Test
    void includeTheRotatedPartOfAHead() throws IOException {
        Pair pair = empty(
                "PhiForCausalLM",
                "phi2",
                "'hidden_size': 2560, 'num_attention_heads': 32, 'partial_rotary_factor': 0.4");
        pair.converted().uint32("phi2.rope.dimension_count", 32);

        assertThat(entries(pair))
                .contains(entry(
                        "phi2.rope.dimension_count",
                        "hidden_size / num_attention_heads x partial_rotary_factor 32",
                        "32",
                        Verdict.AGREES));
    }
}
