package io.github.modelconversion.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.original.OriginalConfig.Stated;
import io.github.modelconversion.store.JsonException;
import io.github.modelconversion.store.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalConfigTest {

    /** Parses a text with apostrophes in place of quotation marks. */
    private static OriginalConfig parse(String text) throws JsonException {
        return OriginalConfig.parse(text.replace('\'', '"'), "config.json");
    }

    @ParameterizedTest
    @CsvSource({
        "hidden_size, text_config.hidden_size, 2",
        "vocab_size, vocab_size, 3",
        "rope.factor, text_config.rope.factor, 8",
        "layers, llm_config.layers, 5"
    })
    void theTextModelTakesPrecedence(String path, String found, double value) throws JsonException {
        OriginalConfig config = parse("{'hidden_size': 1, 'vocab_size': 3, 'rope': {'factor': 4}, 'layers': 6,"
                + " 'text_config': {'hidden_size': 2, 'vocab_size': null, 'rope': {'factor': 8}},"
                + " 'llm_config': {'hidden_size': 7, 'layers': 5}, 'lm_config': 'none'}");

        assertThat(config.find("absent", path).map(Stated::path)).contains(found);
        assertThat(config.number("absent", path)).contains(value);
    }

    @Test
    void aPathThroughAValueThatIsNoObjectHasNothing() throws JsonException {
        OriginalConfig config = parse("{'rope': 'none', 'text_config': [], 'size': 1}");

        assertThat(config.find("rope.factor")).isEmpty();
        assertThat(config.has("rope.factor")).isFalse();
        assertThat(config.find("rope").map(Stated::path)).contains("rope");
        assertThat(config.find("size").map(Stated::path)).contains("size");
    }

    @Test
    void knowsFieldsThatAreNull() throws JsonException {
        OriginalConfig config = parse("{'rope': {'factor': null}, 'text_config': {'window': null}}");

        assertThat(config.has("window")).isTrue();
        assertThat(config.find("window")).isEmpty();
        assertThat(config.has("rope.factor")).isTrue();
        assertThat(config.has("factor")).isFalse();
        assertThat(config.has("rope.window")).isFalse();
        assertThat(config.has("layers.factor")).isFalse();
    }

    @Test
    void readsTheRootAlone() throws JsonException {
        OriginalConfig config = parse("{'size': 1, 'none': null, 'text_config': {'size': 2, 'other': 3}}");

        assertThat(config.ofRoot("size").flatMap(OriginalConfig::number)).contains(1.0);
        assertThat(config.ofRoot("other")).isEmpty();
        assertThat(config.ofRoot("none")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"LlamaForCausalLM\", \"Other\"]', LlamaForCausalLM",
        "'[]', ",
        "'\"LlamaForCausalLM\"', ",
        "'[1]', ",
        "'null', "
    })
    void theArchitectureIsTheFirstClassOfTheRoot(String classes, String architecture) throws JsonException {
        assertThat(OriginalConfig.parse(
                                "{\"architectures\": " + classes
                                        + ", \"text_config\": {\"architectures\": [\"Text\"]}}",
                                "config.json")
                        .architecture()
                        .orElse(null))
                .isEqualTo(architecture);
    }

    @Test
    void valuesOfAnotherTypeAreAbsent() throws JsonException {
        OriginalConfig config = parse("{'number': 1.5, 'text': 'a', 'flag': true, 'list': [1, 2]}");

        assertThat(config.number("text")).isEmpty();
        assertThat(config.number("number")).contains(1.5);
        assertThat(config.text("number")).isEmpty();
        assertThat(config.text("text")).contains("a");
        assertThat(config.flag("text")).isEmpty();
        assertThat(config.flag("flag")).contains(true);
        assertThat(config.items("flag")).isEmpty();
        assertThat(config.items("list").orElseThrow()).hasSize(2);
    }

    /** Python's json module writes them, although JSON does not allow them. */
    @Test
    void infinitiesAreNull() throws JsonException {
        OriginalConfig config = parse("{'a': Infinity, 'b': -Infinity, 'c': NaN, 'list': [NaN, 2, -Infinity],"
                + " 'text': 'NaN \\' Infinity', 'last': 1}");

        assertThat(config.find("a")).isEmpty();
        assertThat(config.find("b")).isEmpty();
        assertThat(config.find("c")).isEmpty();
        assertThat(config.has("c")).isTrue();
        assertThat(config.items("list").orElseThrow())
                .extracting(OriginalConfig::number)
                .extracting(number -> number.orElse(null))
                .containsExactly(null, 2.0, null);
        assertThat(config.text("text")).contains("NaN \" Infinity");
        assertThat(config.number("last")).contains(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a': NaN, 'b': 'x\\", "{'a': NaN", "{'a': NaNa}", "[]", "{'a': 1, 'a': NaN}"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(JsonException.class).hasMessageContaining("config.json");
    }

    @Test
    void aValueKnowsItsType() throws JsonException {
        JsonValue text = parse("{'a': 'b'}").find("a").orElseThrow().value();

        assertThat(OriginalConfig.text(text)).contains("b");
        assertThat(OriginalConfig.list(text)).isEmpty();
    }
}
