package io.github.modelconversion.conversion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, types and scores that the converter makes from a tokenizer.json of each kind. */
class JsonVocabularyTest {

    private static final int NORMAL = TokenType.NORMAL.bit();
    private static final int UNKNOWN = TokenType.UNKNOWN.bit();
    private static final int CONTROL = TokenType.CONTROL.bit();
    private static final int USER_DEFINED = TokenType.USER_DEFINED.bit();
    private static final int BYTE = TokenType.BYTE.bit();
    private static final int UNUSED = TokenType.UNUSED.bit();

    @TempDir
    private Path directory;

    private ExpectedVocabulary read(String model, String tokenizer, String config, String sizes) throws IOException {
        Files.writeString(directory.resolve("tokenizer.json"), tokenizer.replace('\'', '"'));
        Files.writeString(directory.resolve("tokenizer_config.json"), config.replace('\'', '"'));
        return OriginalTokenizer.read(
                        new TokenizerFolder(directory, "original"),
                        OriginalConfig.parse(sizes.replace('\'', '"'), "config.json"),
                        model,
                        "llama",
                        0)
                .vocabulary()
                .orElseThrow();
    }

    private static String text(ExpectedVocabulary vocabulary, long id) {
        return new String(vocabulary.text(id), StandardCharsets.UTF_8);
    }

    private static boolean isText(ExpectedVocabulary vocabulary, long id, String text) {
        return vocabulary.isText(id, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Named tokens are control tokens; which others are depends on the version of transformers. */
    @Test
    void aLlamasTokensAreBytesControlTokensAndOthers() throws IOException {
        ExpectedVocabulary vocabulary = read(
                "llama",
                "{'added_tokens': [{'id': 1, 'content': '<s>', 'special': true},"
                        + " {'id': 3, 'content': '<mark>', 'special': true},"
                        + " {'id': 5, 'content': '<pad>', 'special': true},"
                        + " {'id': 7, 'content': 'word', 'special': false},"
                        + " {'id': 6, 'content': '<eot>', 'special': true}],"
                        + " 'model': {'type': 'BPE', 'byte_fallback': true, 'merges': [],"
                        + " 'vocab': {'<unk>': 0, '<s>': 1, '<0x0A>': 2, '<mark>': 3, '<0xZZ>': 4}}}",
                "{'bos_token': '<s>', 'eos_token': {'content': '<eot>'}}",
                "{'vocab_size': 100}");

        assertThat(vocabulary.types(0)).isEqualTo(NORMAL);
        assertThat(vocabulary.types(1)).isEqualTo(CONTROL);
        assertThat(vocabulary.types(2)).isEqualTo(BYTE);
        assertThat(vocabulary.types(3)).isEqualTo(CONTROL | NORMAL);
        assertThat(vocabulary.types(4)).isEqualTo(NORMAL);
        assertThat(vocabulary.types(5)).isEqualTo(CONTROL | USER_DEFINED);
        assertThat(vocabulary.types(6)).isEqualTo(CONTROL);
        assertThat(vocabulary.types(7)).isEqualTo(USER_DEFINED);
        assertThat(vocabulary.isScore(3, -1000)).isTrue();
        assertThat(vocabulary.isScore(3, 0)).isFalse();
        assertThat(vocabulary.least()).isEqualTo(8);
        assertThat(vocabulary.most()).isEqualTo(Long.MAX_VALUE);
    }

    /** Added tokens are stored with an escaped space in front unless they are control tokens, continuations without ##. */
    @Test
    void wordPiecesBeginWithAMark() throws IOException {
        ExpectedVocabulary vocabulary = read(
                "bert",
                "{'added_tokens': [{'id': 0, 'content': '[CLS]', 'special': true, 'normalized': false},"
                        + " {'id': 3, 'content': 'new', 'special': false, 'normalized': true}],"
                        + " 'model': {'type': 'WordPiece', 'vocab': {'[CLS]': 0, 'word': 1, '##ing': 2}}}",
                "{}",
                "{'vocab_size': 5}");

        assertThat(text(vocabulary, 0)).isEqualTo("[CLS]");
        assertThat(text(vocabulary, 1)).isEqualTo("\u2581word");
        assertThat(text(vocabulary, 2)).isEqualTo("ing");
        assertThat(text(vocabulary, 3)).isEqualTo("\u2581new");
        assertThat(text(vocabulary, 4)).isEqualTo("\u2581[PAD4]");
        assertThat(isText(vocabulary, 4, "\u2581[PAD4]")).isTrue();
        assertThat(isText(vocabulary, 4, "[PAD4]")).isFalse();
        assertThat(vocabulary.types(0)).isEqualTo(CONTROL);
        assertThat(vocabulary.types(3)).isEqualTo(USER_DEFINED);
        assertThat(vocabulary.types(4)).isEqualTo(UNUSED);
        assertThat(vocabulary.least()).isEqualTo(5);
    }

    @Test
    void aUnigramsTokensHaveScores() throws IOException {
        String tokenizer = "{'added_tokens': [{'id': 0, 'content': '<s>', 'special': true},"
                + " {'id': 1, 'content': '<unk>', 'special': true}, {'id': 3, 'content': 'word', 'special': false}],"
                + " 'model': {'type': 'Unigram', 'unk_id': 2,"
                + " 'vocab': [['<s>', 0.0], ['<unk>', 0.0], ['a', -1.5], ['word', -2.5]]}}";

        ExpectedVocabulary named =
                read("t5", tokenizer, "{'unk_token': '<unk>', 'bos_token': '<s>'}", "{'vocab_size': 6}");

        assertThat(named.types(0)).isEqualTo(CONTROL);
        assertThat(named.types(1)).isEqualTo(UNKNOWN);
        assertThat(named.types(2)).isEqualTo(NORMAL);
        assertThat(named.types(3)).isEqualTo(USER_DEFINED);
        assertThat(named.isScore(2, -1.5)).isTrue();
        assertThat(named.isScore(3, -1.5)).isFalse();
        assertThat(named.least()).isEqualTo(6);
        assertThat(named.most()).isEqualTo(6);

        ExpectedVocabulary unnamed = read("t5", tokenizer, "{}", "{}");

        assertThat(unnamed.types(0)).isEqualTo(CONTROL | USER_DEFINED);
        assertThat(unnamed.types(1)).isEqualTo(CONTROL | USER_DEFINED);
        assertThat(unnamed.types(2)).isEqualTo(UNKNOWN);
        assertThat(unnamed.least()).isEqualTo(4);
        assertThat(unnamed.most()).isEqualTo(Long.MAX_VALUE);

        assertThat(read("t5", tokenizer.replace("'unk_id': 2,", ""), "{}", "{}").types(3))
                .isEqualTo(UNKNOWN);
    }

    /** Tokens that only other files add may be padding instead. */
    @Test
    void tokensOfOtherFilesAreOptional() throws IOException {
        Files.writeString(directory.resolve("added_tokens.json"), "{\"late\": 3}");
        ExpectedVocabulary vocabulary = read(
                "gpt2",
                "{'added_tokens': [{'id': 2, 'content': '<x>', 'special': false}],"
                        + " 'model': {'type': 'BPE', 'vocab': {'a': 0, 'b': 1}, 'merges': []}}",
                "{'added_tokens_decoder': {'2': {'content': 'ignored'}, '4': {'content': 'later', 'special': true}}}",
                "{'vocab_size': 6}");

        assertThat(isText(vocabulary, 2, "<x>")).isTrue();
        assertThat(isText(vocabulary, 2, "ignored")).isFalse();
        assertThat(isText(vocabulary, 2, "[PAD2]")).isFalse();
        assertThat(isText(vocabulary, 3, "late")).isTrue();
        assertThat(isText(vocabulary, 3, "[PAD3]")).isTrue();
        assertThat(isText(vocabulary, 4, "later")).isTrue();
        assertThat(vocabulary.types(4)).isEqualTo(CONTROL | UNUSED);
        assertThat(vocabulary.scored()).isFalse();
    }
}
