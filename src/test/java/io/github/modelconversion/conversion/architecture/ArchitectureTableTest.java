package io.github.modelconversion.conversion.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.store.JsonException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of tensors as originals have them, and what the table knows about them. */
class ArchitectureTableTest {

    private static Optional<Architecture> find(String type) throws JsonException {
        OriginalConfig config = OriginalConfig.parse("{\"architectures\": [\"" + type + "\"]}", "config.json");
        return ArchitectureTable.of(config, "");
    }

    private static Architecture ofClass(String type) throws JsonException {
        return find(type).orElseThrow();
    }

    private static List<String> targets(String type, String name) throws JsonException {
        NumberedName numbered = NumberedName.of(name);
        return ofClass(type).rules(numbered).orElse(List.of()).stream()
                .map(rule -> numbered.inBlock(rule.target()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "model.norm.weight, model.norm.weight, -1, -1",
        "model.layers.12.mlp.up_proj.weight, model.layers.*.mlp.up_proj.weight, 12, -1",
        "model.layers.0.mlp.experts.103.up_proj.weight, model.layers.*.mlp.experts.#.up_proj.weight, 0, 103",
        "a.1.b.2.c.3, a.*.b.#.c.3, 1, 2",
        "7, *, 7, -1",
        "a.1b.c, a.1b.c, -1, -1",
        "a.-1.c, a.-1.c, -1, -1",
        "a.\u0663.c, a.\u0663.c, -1, -1",
        "a..c, a..c, -1, -1",
        "a.999999.c, a.*.c, 999999, -1",
        "a.1000000.c, a.1000000.c, -1, -1"
    })
    void theFirstTwoNumbersOfANameAreBlockAndExpert(String name, String pattern, int block, int expert) {
        assertThat(NumberedName.of(name)).isEqualTo(new NumberedName(pattern, block, expert));
    }

    /** A model without a head has names without the prefix, one with pictures has names with more. */
    @ParameterizedTest
    @CsvSource({
        "LlamaForCausalLM, model.layers.3.mlp.up_proj.weight",
        "LlamaForCausalLM, layers.3.mlp.up_proj.weight",
        "LlamaForCausalLM, language_model.model.layers.3.mlp.up_proj.weight",
        "Gemma3ForConditionalGeneration, model.language_model.layers.3.mlp.up_proj.weight"
    })
    void aNameMayHaveAnotherPrefix(String type, String name) throws JsonException {
        assertThat(targets(type, name)).containsExactly("blk.3.ffn_up.weight");
    }

    @Test
    void aNameIsUnknownWithoutARule() throws JsonException {
        assertThat(targets("LlamaForCausalLM", "model.layers.3.mlp.sideways.weight"))
                .isEmpty();
    }

    @Test
    void rulesHoldForWeightsAndBiases() throws JsonException {
        assertThat(targets("Qwen2ForCausalLM", "model.layers.0.self_attn.q_proj.bias"))
                .containsExactly("blk.0.attn_q.bias");
    }

    @Test
    void frequenciesAreLeftOut() throws JsonException {
        Architecture llama = ofClass("LlamaForCausalLM");

        assertThat(llama.drops(NumberedName.of("model.layers.0.self_attn.rotary_emb.inv_freq")))
                .isTrue();
        assertThat(llama.drops(NumberedName.of("model.layers.0.self_attn.q_proj.weight")))
                .isFalse();
    }

    /** Llama's converter permutes queries and keys, Qwen's does not. */
    @Test
    void aLaterLineReplacesThatOfAGroup() throws JsonException {
        NumberedName queries = NumberedName.of("model.layers.0.self_attn.q_proj.weight");

        assertThat(ofClass("LlamaForCausalLM").rules(queries).orElseThrow())
                .extracting(TensorRule::operation)
                .containsExactly(Operation.ROPE);
        assertThat(ofClass("Qwen2ForCausalLM").rules(queries).orElseThrow())
                .extracting(TensorRule::operation)
                .containsExactly(Operation.IDENTITY);
    }

    @Test
    void traitsAreThoseOfTheNameInTheGgufFile() throws JsonException {
        assertThat(ArchitectureTable.has("llama", Trait.LLAMA)).isTrue();
        assertThat(ArchitectureTable.has("gpt2", Trait.LLAMA)).isFalse();
        assertThat(ArchitectureTable.has("novel", Trait.LLAMA)).isFalse();
        assertThat(find("NovelForCausalLM")).isEmpty();
    }
}
