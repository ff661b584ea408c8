package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.tokenizer.SpecialTokens.Stated;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which tokens templates add, as the class SpecialVocab of gguf-py reads them. In the templates here, A and B are the texts;
 * the ids of the tokens are 1 for &lt;s>, 2 for &lt;/s>, 3 for [SEP], 4 for [CLS] and 5 for &lt;x>.
 */
class PostProcessorTest {

    private static final String[] TOKENS = {"<s>", "</s>", "[SEP]", "[CLS]", "<x>"};
    private static final String CONFIG = "{'bos_token': '<s>', 'eos_token': '</s>'}";
    private static final String BERT = "{'cls_token': '[CLS]', 'sep_token': '[SEP]'}";

    @TempDir
    private Path directory;

    private SpecialTokens read(String config, JsonObject processor) throws IOException {
        return read(config, processor, OptionalLong.empty());
    }

    private SpecialTokens read(String config, JsonObject processor, OptionalLong tokens) throws IOException {
        JsonObject tokenizer = JsonParser.parseString("{'model': {'type': 'BPE', 'vocab': {}}}")
                .getAsJsonObject();
        JsonArray added = new JsonArray();
        for (int i = 0; i < TOKENS.length; i++) {
            JsonObject token = new JsonObject();
            token.addProperty("id", i + 1);
            token.addProperty("content", TOKENS[i]);
            added.add(token);
        }
        tokenizer.add("added_tokens", added);
        tokenizer.add("post_processor", processor);
        Files.writeString(directory.resolve("tokenizer.json"), tokenizer.toString());
        if (!config.isEmpty()) {
            Files.writeString(directory.resolve("tokenizer_config.json"), config.replace('\'', '"'));
        }
        TokenizerFolder folder = new TokenizerFolder(directory, "original");
        return SpecialTokens.of(
                Optional.of(folder.tokenizer()),
                folder.config().filter(some -> !some.isEmpty()),
                OriginalConfig.parse("{}", "config.json"),
                tokens);
    }

    private static JsonArray template(String words) {
        JsonArray items = new JsonArray();
        for (String word : words.isEmpty() ? new String[0] : words.split(" ")) {
            JsonObject id = new JsonObject();
            id.addProperty("id", word);
            JsonObject item = new JsonObject();
            item.add(word.equals("A") || word.equals("B") ? "Sequence" : "SpecialToken", id);
            items.add(item);
        }
        return items;
    }

    private static JsonObject templates(String single, String pair) {
        JsonObject processor = new JsonObject();
        processor.addProperty("type", "TemplateProcessing");
        processor.add("single", template(single));
        processor.add("pair", template(pair));
        return processor;
    }

    /** Formats what is added and which ids the kinds have: {@code bos=true eos=true; bos=1 eos=2}. */
    private static String shown(SpecialTokens tokens) {
        Function<SpecialTokens, String> added = some -> some.added().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().value())
                .collect(Collectors.joining(" "));
        Function<SpecialTokens, String> ids = some -> some.ids().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().value())
                .collect(Collectors.joining(" "));
        return added.apply(tokens) + "; " + ids.apply(tokens);
    }

    private String read(String config, String single, String pair) throws IOException {
        return shown(read(config, templates(single, pair)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<s> A | bos=true; bos=1 eos=2",
                "A </s> | eos=true; bos=1 eos=2",
                "<s> A </s> | bos=true eos=true; bos=1 eos=2",
                "<x> A | bos=false; bos=1 eos=2",
                "A | ; bos=1 eos=2",
                "<s> | ; bos=1 eos=2",
                // Another token at the end becomes the end, and the former one that of a turn.
                "A <x> | eos=true; bos=1 eos=5 eot=2",
            })
    void addsTheFirstAndTheLastTokenOfATemplate(String single, String expected) throws IOException {
        assertThat(read(CONFIG, single, "")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // One separator is the end of the first text.
                "<s> A </s> | <s> A </s> B </s> | false",
                "<s> A </s> | <s> A </s> </s> B </s> | true",
                "<s> A </s> | <s> A <x> </s> B </s> | true",
                "<s> A </s> | <s> A </s> <x> B </s> | false",
                "<s> A </s> | <s> A </s> </s> </s> B </s> | false",
                "<s> A </s> | A </s> </s> B | true",
                "<s> A </s> | <s> A </s> </s> B | true",
                "<s> A </s> | A </s> </s> B </s> | true",
                // Without an end, one separator is a token of its own.
                "<s> A | <s> A </s> B | true",
                "<s> A | <s> A <s> B | false",
                "<s> A | A </s> <x> B | true",
                "<s> A | A </s> </s> </s> B | true",
                // Nothing between the texts, or not the texts in this order.
                "<s> A | <s> A B | ",
                "<s> A | <s> B </s> A | ",
                "<s> A | <s> <s> A </s> B | ",
                "<s> A | A </s> A | ",
                "<s> A | | ",
            })
    void addsASeparatorBetweenTwoTexts(String single, String pair, Boolean expected) throws IOException {
        SpecialTokens tokens = read(CONFIG, templates(single, pair == null ? "" : pair));

        assertThat(Optional.ofNullable(tokens.added().get("sep")).map(Stated::value))
                .isEqualTo(Optional.ofNullable(expected));
        // Without sep_token, the end is the separator.
        assertThat(Optional.ofNullable(tokens.ids().get("sep")).map(Stated::value))
                .isEqualTo(Boolean.TRUE.equals(expected) ? Optional.of(2L) : Optional.empty());
    }

    /** The former end becomes that of a turn, so without one, there is none. */
    @Test
    void dropsTheEndOfATurnIfThereWasNoEnd() throws IOException {
        assertThat(read("{'bos_token': '<s>', 'eot_token': '[SEP]'}", "A <x>", ""))
                .isEqualTo("eos=true; bos=1 eos=5");
    }

    @Test
    void ignoresIdsOutsideTheVocabulary() throws IOException {
        JsonObject none = templates("A", "");

        assertThat(shown(read(CONFIG, none, OptionalLong.of(3)))).isEqualTo("; bos=1 eos=2");
        assertThat(shown(read(CONFIG, none, OptionalLong.of(2)))).isEqualTo("; bos=1");
    }

    @Test
    void takesBertsTokensForBeginAndEnd() throws IOException {
        assertThat(read(BERT, "[CLS] A [SEP]", "[CLS] A [SEP] B [SEP]"))
                .isEqualTo("bos=true eos=true sep=false; bos=4 eos=3 sep=3 cls=4");
        assertThat(read(BERT, "[CLS] A [SEP]", "[CLS] A [SEP] [SEP] B [SEP]"))
                .isEqualTo("bos=true eos=true sep=true; bos=4 eos=3 sep=3 cls=4");
    }

    @Test
    void keepsASeparatorThatTheConfigurationHas() throws IOException {
        String config = CONFIG.replace("}", ", 'sep_token': '[SEP]'}");

        assertThat(read(config, "<s> A", "A </s> B")).isEqualTo("bos=true sep=true; bos=1 eos=2 sep=3");
        assertThat(read(config, "<s> A", "A [SEP] B")).isEqualTo("bos=true sep=true; bos=1 eos=2 sep=3");
    }

    /** The converter then compares the template's tokens with each other, and names no ids. */
    @Test
    void addsBothTokensWithoutAConfiguration() throws IOException {
        assertThat(read("", "<s> A </s>", "")).isEqualTo("bos=true eos=true; ");
    }

    /** Older converters compare the object with the template's text, newer ones its content: only the begin depends on that. */
    @Test
    void leavesABeginTokenOpenThatIsAnObject() throws IOException {
        String config = "{'bos_token': {'content': '<s>'}, 'eos_token': {'content': '</s>'}}";

        assertThat(read(config, "<s> A </s>", "<s> A </s> </s> B </s>"))
                .isEqualTo("eos=true sep=true; bos=1 eos=2 sep=2");
    }

    private static JsonObject roberta() {
        return JsonParser.parseString("{'type': 'RobertaProcessing', 'sep': ['[SEP]', 3], 'cls': ['[CLS]', 4]}")
                .getAsJsonObject();
    }

    @Test
    void addsAllTokensOfRoberta() throws IOException {
        assertThat(shown(read(CONFIG, roberta()))).isEqualTo("bos=true eos=true sep=true; bos=1 eos=2 sep=3 cls=4");
        assertThat(shown(read("{'sep_token': '<x>', 'cls_token': '<x>'}", roberta())))
                .isEqualTo("bos=true eos=true sep=true; bos=5 eos=5 sep=5 cls=5");
        assertThat(shown(read("", roberta()))).startsWith("bos=true eos=true sep=true;");
    }

    @Test
    void readsAllProcessorsOfASequence() throws IOException {
        JsonArray several = new JsonArray();
        several.add(JsonParser.parseString("{'type': 'ByteLevel'}"));
        several.add(templates("<s> A", ""));
        JsonObject sequence = new JsonObject();
        sequence.addProperty("type", "Sequence");
        sequence.add("processors", several);

        assertThat(shown(read(CONFIG, sequence))).isEqualTo("bos=true; bos=1 eos=2");
    }
}
