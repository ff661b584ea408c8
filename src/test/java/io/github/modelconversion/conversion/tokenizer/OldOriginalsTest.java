package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Originals with files of older versions of transformers: without tokenizer.json, or with less in it. */
class OldOriginalsTest {

    @TempDir
    private Path directory;

    private static void assertFinds(TokenizerPair pair, Code code) throws IOException {
        assertThat(pair.compare().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(code));
    }

    /** GPT-2's own tokenizer.json and those of the first BERT models do not state the type of the model. */
    @ParameterizedTest
    @CsvSource({"gpt2", "bert"})
    void stateNoTypeOfModel(String name) throws IOException {
        TokenizerPair pair = TokenizerPair.real(name, directory)
                .json("tokenizer.json", json -> json.getAsJsonObject("model").remove("type"));

        assertThat(pair.compare().findings()).isEmpty();
        assertFinds(pair.tokens(TokenizerPair.swapped(100, 120)), Code.VOCABULARY_DIFFERS);
    }

    /** BERT with a vocab.txt, in which a token ends with a line separator, and without tokenizer.json. */
    private TokenizerPair wordPieces() throws IOException {
        TokenizerPair pair = TokenizerPair.empty("bert", "bert", directory)
                .with("config.json", "{\"vocab_size\": 8}")
                .with("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n##s\n\u2028\n");
        pair.converted
                .texts(
                        TokenizerPair.TOKENS,
                        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "\u2581the", "s", "\u2581\u2028"))
                .int32s(TokenizerPair.TYPES, 3, 3, 3, 3, 3, 1, 1, 1);
        return pair;
    }

    @Test
    void haveOnlyLinesOfTokens() throws IOException {
        assertThat(wordPieces().compare().findings()).isEmpty();
        assertThat(wordPieces()
                        .tokens(tokens -> tokens.set(7, "\u2581"))
                        .compare()
                        .findings())
                .as("as transformers 5 reads it")
                .isEmpty();
        assertFinds(wordPieces().type(2, 1), Code.TOKEN_TYPES_DIFFER);
        assertFinds(wordPieces().tokens(tokens -> tokens.set(5, "\u2581a")), Code.VOCABULARY_DIFFERS);
    }

    @Test
    void nameTheirSpecialTokensInTokenizerConfig() throws IOException {
        TokenizerPair pair = wordPieces()
                .with("vocab.txt", "<pad>\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n##s\n\u2028\n")
                .with("tokenizer_config.json", "{\"pad_token\": \"<pad>\"}")
                .tokens(tokens -> tokens.set(0, "<pad>"));

        assertThat(pair.compare().findings()).isEmpty();
    }

    /** A fine-tune whose special_tokens_map.json makes the end token the only special one. */
    private TokenizerPair contradicting(String more) throws IOException {
        TokenizerPair pair = TokenizerPair.empty("llama", "llama", directory)
                .with("tokenizer.json", """
                        {"added_tokens": [{"id": 0, "content": "<unk>", "special": true},
                           {"id": 1, "content": "<s>", "special": true}, {"id": 2, "content": "</s>", "special": true}],
                         "model": {"type": "BPE", "byte_fallback": true, "merges": [],
                                   "vocab": {"<unk>": 0, "<s>": 1, "</s>": 2, "<0x0A>": 3, "a": 4}}}
                        """)
                .with(
                        "tokenizer_config.json",
                        "{\"bos_token\": \"<s>\", \"eos_token\": \"</s>\", \"unk_token\": \"<unk>\"" + more + "}");
        pair.converted
                .texts(TokenizerPair.TOKENS, List.of("<unk>", "<s>", "</s>", "<0x0A>", "a"))
                .int32s(TokenizerPair.TYPES, 1, 1, 3, 6, 1)
                .float32s(TokenizerPair.SCORES, -1000, -1000, -1000, -1000, -1000);
        return pair;
    }

    @Test
    void nameOtherSpecialTokensInTheirMap() throws IOException {
        String map = "{\"bos_token\": \"</s>\", \"eos_token\": \"</s>\", \"unk_token\": \"</s>\"}";

        assertThat(contradicting("")
                        .with("special_tokens_map.json", map)
                        .compare()
                        .findings())
                .isEmpty();
        assertFinds(contradicting(", \"added_tokens_decoder\": {}"), Code.TOKEN_TYPES_DIFFER);
        assertFinds(contradicting("").without("special_tokens_map.json"), Code.TOKEN_TYPES_DIFFER);
    }

    /** A Qwen 2 with vocab.json and merges.txt only. */
    private TokenizerPair split(String config, String pre) throws IOException {
        TokenizerPair pair = TokenizerPair.real("qwen2", directory.resolve(pre + config.hashCode()));
        JsonObject model = JsonParser.parseString(Files.readString(pair.folder.resolve("tokenizer.json")))
                .getAsJsonObject()
                .getAsJsonObject("model");
        String merges = model.getAsJsonArray("merges").asList().stream()
                .map(merge -> merge.isJsonArray()
                        ? merge.getAsJsonArray().get(0).getAsString() + " "
                                + merge.getAsJsonArray().get(1).getAsString()
                        : merge.getAsString())
                .collect(Collectors.joining("\n"));
        pair.with("vocab.json", model.get("vocab").toString())
                .with("merges.txt", "#version: 0.2\n" + merges + "\n")
                .without("tokenizer.json")
                .json(
                        "tokenizer_config.json",
                        json -> JsonParser.parseString(config)
                                .getAsJsonObject()
                                .asMap()
                                .forEach(json::add));
        pair.converted.text("tokenizer.ggml.pre", pre);
        return pair;
    }

    @Test
    void splitTextsAsTheirClassDoes() throws IOException {
        assertThat(split("{\"tokenizer_class\": \"Qwen2Tokenizer\"}", "qwen2")
                        .compare()
                        .findings())
                .isEmpty();
        assertFinds(split("{\"tokenizer_class\": \"Qwen2Tokenizer\"}", "gpt-2"), Code.PRE_TOKENIZER_DIFFERS);
        assertFinds(split("{\"tokenizer_class\": \"GPT2Tokenizer\"}", "qwen2"), Code.PRE_TOKENIZER_DIFFERS);
        List<Finding> findings = split("{\"tokenizer_class\": \"TheirTokenizer\"}", "qwen2")
                .compare()
                .findings();
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED);
            assertThat(finding.message()).contains("TheirTokenizer").doesNotContain("tokenizer.json");
        });
    }

    /** Older converters typed the padding of BPE models user-defined, that of SentencePiece models unknown. */
    @ParameterizedTest
    @CsvSource({"4", "2"})
    void werePaddedWithAnotherTypeByOlderConverters(int type) throws IOException {
        TokenizerPair pair = wordPieces()
                .with("config.json", "{\"vocab_size\": 9}")
                .append("\u2581[PAD8]", 5, 0)
                .type(8, type);

        assertThat(pair.compare().findings()).isEmpty();
        assertFinds(pair.type(8, 1), Code.TOKEN_TYPES_DIFFER);
    }

    /** Until 2024 the converter left BERT's tokens in brackets unchanged and wrote no eos, for which llama.cpp takes sep. */
    @Test
    void wereConvertedWithTokensInBracketsAndWithoutEnd() throws IOException {
        TokenizerPair pair = wordPieces()
                .with("vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n##s\n[unused0]\n")
                .with("config.json", "{\"vocab_size\": 8, \"eos_token_id\": 3}")
                .tokens(tokens -> tokens.set(7, "[unused0]"));

        assertThat(pair.compare().findings()).isEmpty();
    }

    /** Transformers appends a token that tokenizer_config.json names and tokenizer.json lacks. */
    @Test
    void nameATokenThatTheirVocabularyLacks() throws IOException {
        TokenizerPair pair = wordPieces()
                .with("config.json", "{\"vocab_size\": 10}")
                .with("tokenizer_config.json", "{\"pad_token\": \"<my pad>\", \"unk_token\": \"[UNK]\"}")
                .append("<my pad>", 3, 0)
                .append("\u2581[PAD9]", 5, 0)
                .type(0, 1)
                .tokens(tokens -> tokens.set(0, "\u2581[PAD]"));

        assertThat(pair.compare().findings()).isEmpty();
        assertFinds(pair.type(8, 1), Code.TOKEN_TYPES_DIFFER);
        assertFinds(pair.tokens(tokens -> tokens.set(8, "<mine>")), Code.VOCABULARY_DIFFERS);
    }

    @Test
    void nameATokenThatTheirLlamaLacks() throws IOException {
        TokenizerPair pair = contradicting(", \"pad_token\": \"<my pad>\"")
                .append("<my pad>", 3, -1000)
                .type(0, 3)
                .type(1, 3);

        assertThat(pair.compare().findings()).isEmpty();
        assertFinds(pair.tokens(tokens -> tokens.set(5, "<mine>")), Code.VOCABULARY_DIFFERS);
    }
}
