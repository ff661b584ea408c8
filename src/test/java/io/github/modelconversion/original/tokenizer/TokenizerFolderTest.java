package io.github.modelconversion.original.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.OpenFiles;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.original.OriginalConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerFolderTest {

    @TempDir
    private Path folder;

    @AfterEach
    void leavesNoFileOpen() throws IOException {
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    /** Writes a file, with quotation marks in place of apostrophes. */
    private TokenizerFolder with(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text.replace('\'', '"'));
        return new TokenizerFolder(folder, "original");
    }

    private TokenizerJson tokenizer(String text) throws IOException {
        return with("tokenizer.json", text).tokenizer();
    }

    private void refused(String text, String... facts) {
        assertThatThrownBy(() -> tokenizer(text))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("original/tokenizer.json")
                .hasMessageContainingAll(facts);
    }

    private static String text(TokenizerTexts texts, long number) {
        return new String(texts.get(number), UTF_8);
    }

    @Test
    void readsABytePairTokenizer() throws IOException {
        TokenizerJson tokenizer = tokenizer("{'version': '1.0', 'truncation': null, 'normalizer': null,"
                + " 'decoder': {'type': 'ByteLevel', 'trim': [1, 2.5, true, null]},"
                + " 'added_tokens': [{'id': 3, 'content': '<s>', 'special': true, 'normalized': false, 'lstrip': false},"
                + " {'id': 4, 'content': 'x'}],"
                + " 'model': {'type': 'BPE', 'dropout': null, 'unk_token': null, 'byte_fallback': true,"
                + " 'vocab': {'b': 1, 'a': 0, 'ab': 2}, 'merges': ['a b', ['a b', 'c']]}}");

        assertThat(tokenizer.type()).isEqualTo("BPE");
        assertThat(tokenizer.byteFallback()).isTrue();
        assertThat(tokenizer.unknown()).isEmpty();
        assertThat(tokenizer.tokens().size()).isEqualTo(3);
        assertThat(text(tokenizer.tokens(), 1)).isEqualTo("b");
        assertThat(tokenizer.merges().size()).isEqualTo(2);
        assertThat(text(tokenizer.merges(), 0)).isEqualTo("a b");
        assertThat(text(tokenizer.merges(), 1)).isEqualTo("a\u0120b c");
        assertThat(tokenizer.added())
                .containsExactly(
                        new TokenizerAddedToken(3, "<s>", true, false), new TokenizerAddedToken(4, "x", false, true));
        assertThat(tokenizer.part("normalizer")).isEmpty();
        assertThat(tokenizer.part("decoder").orElseThrow().get("trim").items()).hasSize(4);
    }

    @Test
    void readsAUnigramTokenizer() throws IOException {
        StringBuilder vocabulary = new StringBuilder("['<unk>', 0]");
        for (int i = 1; i < 400; i++) {
            vocabulary.append(", ['t" + i + "', -" + i + ".5]");
        }
        TokenizerJson tokenizer =
                tokenizer("{'model': {'type': 'Unigram', 'unk_id': 7, 'vocab': [" + vocabulary + "]}}");

        assertThat(tokenizer.type()).isEqualTo("Unigram");
        assertThat(tokenizer.unknown()).hasValue(7);
        assertThat(tokenizer.byteFallback()).isFalse();
        assertThat(tokenizer.tokens().size()).isEqualTo(400);
        assertThat(text(tokenizer.tokens(), 399)).isEqualTo("t399");
        assertThat(tokenizer.score(0)).isZero();
        assertThat(tokenizer.score(1)).isEqualTo(-1.5f);
        assertThat(tokenizer.score(399)).isEqualTo(-399.5f);
    }

    @Test
    void ignoresFieldsOfAnotherType() throws IOException {
        TokenizerJson tokenizer = tokenizer(
                "{'model': {'type': null, 'unk_id': null, 'byte_fallback': null, 'unk_token': '<unk>', 'merges': null}}");

        assertThat(tokenizer.type()).isEmpty();
        assertThat(tokenizer.unknown()).isEmpty();
        assertThat(tokenizer.byteFallback()).isFalse();
        assertThat(tokenizer.tokens().size()).isZero();
        assertThat(tokenizer.merges().size()).isZero();
    }

    /** Python writes True; a control character in a text must be escaped. */
    @ParameterizedTest
    @ValueSource(
            strings = {"{'x': True}", "{'model': {'type': 'a\nb'}}", "{'x': NaN}", "{'x': 1} 2", "{'x': 1", "", "{x: 1}"
            })
    void refusesWhatIsNotJson(String text) {
        refused(text, "expected");
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, false"})
    void refusesDeepNesting(int depth, boolean readable) throws IOException {
        String text = "{'x': " + "[".repeat(depth) + "]".repeat(depth) + "}";

        if (readable) {
            assertThat(tokenizer(text).type()).isEmpty();
        } else {
            refused(text, "64");
        }
    }

    @Test
    void namesThePlaceOfAValueOfAnotherType() {
        refused("{'model': {'vocab': {'a': 0, 'b': 'one'}}}", "$.model.vocab.b");
        refused("{'model': {'vocab': {'\u00e4" + "a".repeat(200) + "': 'one'}}}", "$.model.vocab.?a");
        assertThatThrownBy(() -> tokenizer("{'model': {'vocab': {'" + "a".repeat(200) + "': 'one'}}}"))
                .hasMessageContaining("a".repeat(100))
                .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("a".repeat(128)));
    }

    /** As GPT-2's: the first line is the version, and a merge may begin with a number sign. */
    @Test
    void readsVocabularyAndMergesWithoutATokenizer() throws IOException {
        with("vocab.json", "{'a': 0, 'b': 1}");
        TokenizerJson tokenizer = with("merges.txt", "#version: 0.2\na b\n\n# a\n  c \u0120d  \nnone\na b c\n")
                .tokenizer();

        assertThat(tokenizer.type()).isEqualTo("BPE");
        assertThat(tokenizer.tokens().size()).isEqualTo(2);
        assertThat(tokenizer.merges().size()).isEqualTo(3);
        assertThat(text(tokenizer.merges(), 0)).isEqualTo("a b");
        assertThat(text(tokenizer.merges(), 1)).isEqualTo("# a");
        assertThat(text(tokenizer.merges(), 2)).isEqualTo("c \u0120d");
    }

    @Test
    void theFirstLineOfTheMergesMayBeAMerge() throws IOException {
        with("vocab.json", "{'a': 0, 'b': 1}");

        assertThat(text(with("merges.txt", "a b\nb a\n").tokenizer().merges(), 0))
                .isEqualTo("a b");
    }

    @Test
    void readsAddedTokens() throws IOException {
        assertThat(new TokenizerFolder(folder, "original").addedTokens()).isEmpty();
        assertThat(with("added_tokens.json", "{'<image>': 32000, '<pad>': 32001}")
                        .addedTokens())
                .containsExactly(
                        new TokenizerAddedToken(32000, "<image>", false, true),
                        new TokenizerAddedToken(32001, "<pad>", false, true));
    }

    @Test
    void readsTheTokensOfTheConfiguration() throws IOException {
        TokenizerConfig config = with(
                        "tokenizer_config.json",
                        "{'bos_token': '<s>', 'eos_token': {'content': '</s>', 'lstrip': false}, 'pad_token': null,"
                                + " 'unk_token': '', 'sep_token': ['<sep>'], 'cls_token': {'content': ''}}")
                .config()
                .orElseThrow();

        assertThat(config.isEmpty()).isFalse();
        assertThat(config.token("bos_token")).contains("<s>");
        assertThat(config.token("eos_token")).contains("</s>");
        for (String other : new String[] {"pad_token", "unk_token", "sep_token", "cls_token", "mask_token"}) {
            assertThat(config.token(other)).as(other).isEmpty();
        }
        assertThat(config.addedTokens()).isEmpty();
    }

    @Test
    void readsTheAddedTokensOfTheConfiguration() throws IOException {
        assertThat(with(
                                "tokenizer_config.json",
                                "{'added_tokens_decoder': {'5': {'content': '<s>', 'special': true, 'normalized': false},"
                                        + " '260': {'content': 'x'}, '7': {'content': 'y', 'special': false,"
                                        + " 'normalized': true}}}")
                        .config()
                        .orElseThrow()
                        .addedTokens())
                .containsExactlyInAnyOrder(
                        new TokenizerAddedToken(5, "<s>", true, false),
                        new TokenizerAddedToken(260, "x", false, true),
                        new TokenizerAddedToken(7, "y", false, true));
    }

    @Test
    void refusesAddedTokensWithoutAnId() throws IOException {
        TokenizerConfig config = with("tokenizer_config.json", "{'added_tokens_decoder': {'x': {'content': '<s>'}}}")
                .config()
                .orElseThrow();

        assertThatThrownBy(config::addedTokens)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("original/tokenizer_config.json", "'x'");
    }

    /** The converter reads templates only with a tokenizer_config.json that is not empty. */
    @Test
    void hasTemplatesOnlyWithAConfiguration() throws IOException {
        Files.writeString(folder.resolve("chat_template.jinja"), "{{ a }}\r\n");

        assertThat(with("tokenizer_config.json", "{}").templates().byName()).isEmpty();
        assertThat(with("tokenizer_config.json", "{'bos_token': '<s>'}").templates())
                .isEqualTo(new TokenizerTemplates("chat_template.jinja", Map.of("default", "{{ a }}\n")));
    }

    @Test
    void readsUpTo256Templates() throws IOException {
        TokenizerFolder tokenizers = with("tokenizer_config.json", "{'bos_token': '<s>'}");
        Files.writeString(folder.resolve("chat_template.jinja"), "default");
        Path others = Files.createDirectory(folder.resolve("additional_chat_templates"));
        for (int i = 1; i < 256; i++) {
            Files.writeString(others.resolve(i + ".jinja"), "template " + i);
        }

        assertThat(tokenizers.templates().byName()).hasSize(256).containsEntry("17", "template 17");
        Files.writeString(others.resolve("256.jinja"), "");
        assertThatThrownBy(tokenizers::templates)
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("original/additional_chat_templates", "256");
    }

    @Test
    void refusesFilesOfMoreThan16Megabytes() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("tokenizer.model").toFile(), "rw")) {
            file.setLength((16 << 20) + 1);
        }

        assertThatThrownBy(() -> new TokenizerFolder(folder, "original").sentencePieces("tokenizer.model"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("original/tokenizer.model", "at most 16777216 bytes, found 16777217");
    }

    @Test
    void readsTextsAndFlagsOfTheConfiguration() throws IOException {
        TokenizerConfig config = with("tokenizer_config.json", "{'a': 'b', 'c': true, 'd': 1}")
                .config()
                .orElseThrow();

        assertThat(config.text("a")).contains("b");
        assertThat(config.flag("c")).contains(true);
        assertThat(config.field("d").flatMap(OriginalConfig::number)).contains(1.0);
        assertThat(config.text("c")).isEmpty();
        assertThat(config.flag("d")).isEmpty();
        assertThat(with("tokenizer_config.json", "{}").config().orElseThrow().isEmpty())
                .isTrue();
    }
}
