package io.github.modelconversion.conversion.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.tokenizer.TokenizerFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of an original's files the vocabulary is from, and how many tokens it has. */
class OriginalTokenizerTest {

    private static final Path TOKENIZERS = TestData.FOLDER.resolve("tokenizers");
    private static final String BPE = "{'added_tokens': [{'id': 2, 'content': '<x>', 'special': true}],"
            + " 'model': {'type': 'BPE', 'vocab': {'a': 0, 'b': 1}, 'merges': []}}";

    @TempDir
    private Path directory;

    private OriginalTokenizer read(Path folder, String config, String model, String architecture) throws IOException {
        return read(folder, config, model, architecture, 0);
    }

    private OriginalTokenizer read(Path folder, String config, String model, String architecture, long tokens)
            throws IOException {
        return OriginalTokenizer.read(
                new TokenizerFolder(folder, "original"),
                OriginalConfig.parse(config.replace('\'', '"'), "config.json"),
                model,
                architecture,
                tokens);
    }

    private OriginalTokenizer read(String config, String model, String architecture) throws IOException {
        return read(directory, config, model, architecture);
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content.replace('\'', '"'));
    }

    private static boolean isText(OriginalTokenizer tokenizer, long id, String text) {
        return tokenizer.vocabulary().orElseThrow().isText(id, text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "bpe-padded, gpt2, gpt2, tokenizer.json",
        "bpe-files, gpt2, gpt2, vocab.json",
        "wordpiece, bert, bert, tokenizer.json",
        "sentencepiece-added, llama, llama, tokenizer.model",
        "phi3, llama, phi3, tokenizer.model",
        "llama-json, llama, llama, tokenizer.json",
        "xlm-roberta, t5, bert, sentencepiece.bpe.model",
        "unigram, t5, bert, tokenizer.json"
    })
    void readsTheFileThatTheConverterReads(String folder, String model, String architecture, String source)
            throws IOException {
        OriginalTokenizer tokenizer = read(TOKENIZERS.resolve(folder), "{}", model, architecture);

        assertThat(tokenizer.source()).isEqualTo(source);
        assertThat(tokenizer.vocabulary()).isPresent();
        assertThat(tokenizer.isOther()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bpe-padded, llama, llama, a \"BPE\" tokenizer",
        "bpe-padded, bert, bert, a \"BPE\" tokenizer",
        "wordpiece, gpt2, gpt2, a \"WordPiece\" tokenizer",
        "unigram, gpt2, gpt2, a \"Unigram\" tokenizer",
        "sentencepiece-added, gpt2, gpt2, a SentencePiece model (tokenizer.model)"
    })
    void saysWhichOtherKindTheOriginalHas(String folder, String model, String architecture, String kind)
            throws IOException {
        OriginalTokenizer tokenizer = read(TOKENIZERS.resolve(folder), "{}", model, architecture);

        assertThat(tokenizer.vocabulary()).isEmpty();
        assertThat(tokenizer.isOther()).isTrue();
        assertThat(tokenizer.source()).startsWith(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "unigram, t5, t5encoder, no rule for the tokenizer of",
        "bpe-padded, t5, bert, no rule for the tokenizer of",
        "bpe-padded, rwkv, rwkv6, no rule for tokenizers of the kind",
        "xlm-roberta, gpt2, gpt2, no tokenizer file that there is a rule for"
    })
    void saysWhyAVocabularyIsNotKnown(String folder, String model, String architecture, String reason)
            throws IOException {
        OriginalTokenizer tokenizer = read(TOKENIZERS.resolve(folder), "{}", model, architecture);

        assertThat(tokenizer.vocabulary()).isEmpty();
        assertThat(tokenizer.isOther()).isFalse();
        assertThat(tokenizer.source()).contains(reason);
    }

    /** Mistral ships its own tokenizer besides, which is not read. */
    @Test
    void doesNotCallMistralsOwnFileAnotherKind() throws IOException {
        Files.copy(
                TOKENIZERS.resolve("sentencepiece-added").resolve("tokenizer.model"),
                directory.resolve("tokenizer.model"));
        assertThat(read("{}", "gpt2", "llama").isOther()).isTrue();

        write("tekken.json", "{}");
        assertThat(read("{}", "gpt2", "llama").isOther()).isFalse();
    }

    /** The converter pads Mamba's vocabulary to a multiple of 8, Mamba 2's of 16. */
    @ParameterizedTest
    @CsvSource({
        "mamba, '{''vocab_size'': 9}', 16",
        "mamba, '{''vocab_size'': 16}', 16",
        "mamba, '{''vocab_size'': 17, ''pad_vocab_size_multiple'': 10}', 20",
        "mamba, '{''vocab_size'': 17, ''pad_vocab_size_multiple'': 0}', 24",
        "mamba2, '{''vocab_size'': 9}', 16",
        "mamba2, '{''vocab_size'': 17}', 32",
        "llama, '{''vocab_size'': 9}', 9",
        "llama, '{''vocab_size'': 9, ''pad_vocab_size_multiple'': 10}', 9",
        // No fewer than there are tokens.
        "llama, '{''vocab_size'': 2}', 3",
        "llama, '{''vocab_size'': 0}', 3"
    })
    void isPaddedToTheSizeOfConfigJson(String architecture, String config, long size) throws IOException {
        write("tokenizer.json", BPE);

        ExpectedVocabulary vocabulary =
                read(config, "gpt2", architecture).vocabulary().orElseThrow();

        assertThat(vocabulary.least()).isEqualTo(size);
        assertThat(vocabulary.most()).isEqualTo(size);
    }

    /** Older converters leave out the tokens of Gemma 3n for images and sound. */
    @ParameterizedTest
    @CsvSource({"5, 5", "9, 9", "7, 9"})
    void hasEitherSizeThatGemma3nStates(long tokens, long size) throws IOException {
        write("tokenizer.json", BPE);
        String config = "{'vocab_size': 9, 'vocab_size_per_layer_input': 5}";

        OriginalTokenizer tokenizer = read(directory, config, "gpt2", "gemma3n", tokens);

        assertThat(tokenizer.vocabulary().orElseThrow().least()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"{}", "'{''vocab_size'': -1}'", "'{''vocab_size'': 1e12}'"})
    void mayBeLongerIfConfigJsonStatesNoSize(String config) throws IOException {
        write("tokenizer.json", BPE);

        ExpectedVocabulary vocabulary =
                read(config, "gpt2", "gpt2").vocabulary().orElseThrow();

        assertThat(vocabulary.least()).isEqualTo(3);
        assertThat(vocabulary.most()).isEqualTo(Long.MAX_VALUE);
    }

    /** Nomic's mixture of experts has a mask token of its own, after the vocabulary of XLM-RoBERTa. */
    @ParameterizedTest
    @CsvSource({"nomic-bert-moe, true", "bert, false"})
    void hasAMaskTokenInNomicsModel(String architecture, boolean mask) throws IOException {
        OriginalTokenizer tokenizer =
                read(TOKENIZERS.resolve("xlm-roberta"), "{'vocab_size': 250048}", "t5", architecture);

        assertThat(tokenizer.vocabulary().orElseThrow().least()).isEqualTo(250_048);
        assertThat(tokenizer.vocabulary().orElseThrow().most()).isEqualTo(250_048);
        assertThat(isText(tokenizer, 250_001, "<mask>")).isEqualTo(mask);
        assertThat(isText(tokenizer, 250_001, "[PAD250000]")).isEqualTo(!mask);
        assertThat(isText(tokenizer, 250_002, "[PAD250001]")).isTrue();
        assertThat(tokenizer.vocabulary().orElseThrow().types(250_002)).isEqualTo(TokenType.UNUSED.bit());
        assertThat(tokenizer.vocabulary().orElseThrow().score(250_002)).isEqualTo(-10000);
    }

    /** Transformers marks some of these special, depending on the class of the tokenizer. */
    @Test
    void leavesTheTypeOfTokensOpenThatLookSpecialInVocabJson() throws IOException {
        write("vocab.json", "{'a': 0, '<s>': 1, '[MASK]': 2, 'end': 3}");
        write("merges.txt", "#version: 0.2\n");
        write("tokenizer_config.json", "{'eos_token': 'end'}");

        ExpectedVocabulary vocabulary = read("{}", "gpt2", "gpt2").vocabulary().orElseThrow();

        int any = TokenType.NORMAL.bit() | TokenType.CONTROL.bit() | TokenType.USER_DEFINED.bit();
        assertThat(vocabulary.types(0)).isEqualTo(TokenType.NORMAL.bit());
        assertThat(vocabulary.types(1)).isEqualTo(any);
        assertThat(vocabulary.types(2)).isEqualTo(any);
        assertThat(vocabulary.types(3)).isEqualTo(any);
    }

    /** As convert_hf_to_gguf's does_token_look_special. */
    @ParameterizedTest
    @CsvSource({
        "<pad>, true, CONTROL",
        "word, true, CONTROL",
        "word, false, USER_DEFINED",
        "<pad>, false, CONTROL",
        "<mask>, false, CONTROL",
        "<2mass>, false, CONTROL",
        "[@BOS@], false, CONTROL",
        "<|im_end|>, false, CONTROL",
        "<\uff5cend\uff5c>, false, CONTROL",
        "<unused7>, false, CONTROL",
        "<|im_end, false, USER_DEFINED",
        "im_end|>, false, USER_DEFINED",
        "<other>, false, USER_DEFINED"
    })
    void addedTokensThatLookSpecialAreControlTokens(String text, boolean special, TokenType type) {
        assertThat(TokenType.ofAdded(special, text)).isEqualTo(type);
    }
}
