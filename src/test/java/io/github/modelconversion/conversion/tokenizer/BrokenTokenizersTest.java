package io.github.modelconversion.conversion.tokenizer;

import static io.github.modelconversion.conversion.tokenizer.TokenizerPair.MERGES;
import static io.github.modelconversion.conversion.tokenizer.TokenizerPair.SCORES;
import static io.github.modelconversion.conversion.tokenizer.TokenizerPair.TOKENS;
import static io.github.modelconversion.conversion.tokenizer.TokenizerPair.TYPES;
import static io.github.modelconversion.conversion.tokenizer.TokenizerPair.swapped;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks one thing in a real conversion: exactly that is found, with place and both values. */
class BrokenTokenizersTest {

    @TempDir
    private Path directory;

    private TokenizerPair real(String name) throws IOException {
        return TokenizerPair.real(name, directory);
    }

    private static Finding onlyFinding(TokenizerPair pair, Code code) throws IOException {
        List<Finding> findings = pair.compare().findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(code);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.FAIL);
        return findings.get(0);
    }

    @ParameterizedTest
    @CsvSource({"llama, tokenizer.model", "gemma3, tokenizer.model", "gpt2, tokenizer.json", "bert, tokenizer.json"})
    void findsATokenWithAnotherText(String name, String source) throws IOException {
        TokenizerPair pair = real(name);
        String text = pair.converted.textsOf(TOKENS).get(300);
        pair.tokens(tokens -> tokens.set(300, text + "\t"));

        Finding finding = onlyFinding(pair, Code.VOCABULARY_DIFFERS);

        assertThat(finding.message())
                .contains(
                        "1 of 512 tokens differ",
                        "id 300: " + source + " has \"" + text + "\", the GGUF file \"" + text + "\\u0009\"");
        assertThat(finding.evidence()).containsEntry("differing", 1L).containsEntry("first", 300L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mixtral", "starcoder2", "bert"})
    void findsTwoSwappedTokens(String name) throws IOException {
        TokenizerPair pair = real(name).tokens(swapped(400, 410));

        Finding finding = onlyFinding(pair, Code.VOCABULARY_DIFFERS);

        assertThat(finding.message()).contains("2 of 512 tokens differ", "id 400");
    }

    @Test
    void findsATokenMissingInTheMiddle() throws IOException {
        TokenizerPair pair = real("gpt2").drop(100);

        Finding finding = onlyFinding(pair, Code.VOCABULARY_DIFFERS);

        assertThat(finding.message())
                .contains("512 tokens", "the GGUF file 511", "411 of 511", "id 100", "a token is missing");
        assertThat(finding.evidence()).containsEntry("expectedTokens", 512L).containsEntry("foundTokens", 511L);
    }

    @Test
    void findsATokenMissingAtTheEnd() throws IOException {
        Finding finding = onlyFinding(real("bert").drop(511), Code.VOCABULARY_DIFFERS);

        assertThat(finding.message())
                .contains("512 tokens", "the GGUF file 511")
                .doesNotContain("differ,");
    }

    @Test
    void findsAnExtraToken() throws IOException {
        TokenizerPair pair = real("llama").append("extra", 1, -253);

        Finding finding = onlyFinding(pair, Code.VOCABULARY_DIFFERS);

        assertThat(finding.message()).contains("512 tokens", "the GGUF file 513");
    }

    @Test
    void findsAnInsertedToken() throws IOException {
        TokenizerPair pair = real("gpt2").append("", 1, 0).tokens(tokens -> {
            tokens.remove(512);
            tokens.add(20, "inserted");
        });

        assertThat(onlyFinding(pair, Code.VOCABULARY_DIFFERS).message()).contains("id 20", "a token was inserted");
    }

    @Test
    void findsAMissingTokenList() throws IOException {
        TokenizerPair pair = real("llama");
        pair.converted.without(TOKENS);

        assertThat(onlyFinding(pair, Code.VOCABULARY_DIFFERS).message()).contains("512", TOKENS);
    }

    @Test
    void findsAMissingTokenizer() throws IOException {
        TokenizerPair pair = real("llama");
        pair.converted.without("tokenizer.ggml.model");

        assertThat(onlyFinding(pair, Code.VOCABULARY_DIFFERS).message()).contains("tokenizer.ggml.model");
    }

    @ParameterizedTest
    @CsvSource({
        "llama, gpt2, SentencePiece",
        "gpt2, llama, BPE",
        "bert, gpt2, WordPiece",
        "qwen2, bert, BPE",
    })
    void findsADifferentKindOfTokenizer(String name, String model, String original) throws IOException {
        TokenizerPair pair = real(name);
        pair.converted.text("tokenizer.ggml.model", model);

        List<Finding> findings = pair.compare().findings();

        assertThat(findings.get(0).code()).isEqualTo(Code.VOCABULARY_DIFFERS);
        assertThat(findings.get(0).message()).contains(original, model);
    }

    @ParameterizedTest
    @CsvSource({"llama, 2, </s>", "gpt2, 0, <|endoftext|>", "bert, 3, [SEP]"})
    void findsAControlTokenTypedAsNormal(String name, int id, String text) throws IOException {
        Finding finding = onlyFinding(real(name).type(id, 1), Code.TOKEN_TYPES_DIFFER);

        assertThat(finding.message())
                .contains("1 of 512", "id " + id, '"' + text + '"', "expected control", "found normal");
    }

    @Test
    void findsByteTokensTypedAsNormal() throws IOException {
        TokenizerPair pair = real("gemma2");
        for (int id = 3; id < 259; id++) {
            pair.type(id, 1);
        }

        assertThat(onlyFinding(pair, Code.TOKEN_TYPES_DIFFER).message())
                .contains("256 of 512", "id 3", "<0x00>", "expected byte");
    }

    @Test
    void findsAMissingTypeList() throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.without(TYPES);

        assertThat(onlyFinding(pair, Code.TOKEN_TYPES_DIFFER).message()).contains(TYPES);
    }

    @Test
    void findsATooShortTypeList() throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.int32s(TYPES, 3, 1, 1);

        assertThat(onlyFinding(pair, Code.TOKEN_TYPES_DIFFER).message()).contains("512 tokens", "3 types");
    }

    @Test
    void findsAScoreThatDiffersInItsLastDigit() throws IOException {
        TokenizerPair pair = real("phi3").score(500, Math.nextUp(-241f));

        Finding finding = onlyFinding(pair, Code.SCORES_DIFFER);

        assertThat(finding.message()).contains("1 of 512", "id 500", "has -241.0", "the GGUF file -240.99998");
    }

    @Test
    void findsMissingScores() throws IOException {
        TokenizerPair pair = real("llama");
        pair.converted.without(SCORES);

        assertThat(onlyFinding(pair, Code.SCORES_DIFFER).message()).contains(SCORES);
    }

    @Test
    void findsAMissingMerge() throws IOException {
        TokenizerPair pair = real("gpt2").texts(MERGES, merges -> merges.remove(7));

        Finding finding = onlyFinding(pair, Code.MERGES_DIFFER);

        assertThat(finding.message()).contains("255 merges", "the GGUF file 254", "1 missing in one place", "index 7");
        assertThat(finding.evidence()).containsEntry("first", 7L);
    }

    @Test
    void findsAMissingLastMerge() throws IOException {
        TokenizerPair pair = real("gpt2").texts(MERGES, merges -> merges.remove(254));

        assertThat(onlyFinding(pair, Code.MERGES_DIFFER).message())
                .contains("index 254: tokenizer.json has \"\u0120s pecif\", the GGUF file none");
    }

    @Test
    void findsTwoSwappedMerges() throws IOException {
        TokenizerPair pair = real("starcoder2").texts(MERGES, swapped(0, 2));

        Finding finding = onlyFinding(pair, Code.MERGES_DIFFER);

        assertThat(finding.message())
                .contains("2 of 255 merges differ", "index 0: tokenizer.json has \"\u0120 t\", the GGUF file \"i n\"");
    }

    @Test
    void findsThatAllMergesAreMissing() throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.without(MERGES);

        assertThat(onlyFinding(pair, Code.MERGES_DIFFER).message()).contains("255 merges", MERGES);
    }

    @ParameterizedTest
    @CsvSource({
        "llama, tokenizer.ggml.eos_token_id, 1, config.json: eos_token_id 2, <s>",
        "gemma2, tokenizer.ggml.padding_token_id, 3, config.json: pad_token_id 0, <0x00>",
        "gpt2, tokenizer.ggml.eos_token_id, 5, tokenizer_config.json: eos_token \"<|endoftext|>\", %",
        "gpt2, tokenizer.ggml.unknown_token_id, 8, tokenizer_config.json: unk_token \"<|endoftext|>\", (",
        "bert, tokenizer.ggml.mask_token_id, 0, tokenizer_config.json: mask_token \"[MASK]\", [PAD]",
        "bert, tokenizer.ggml.bos_token_id, 3, tokenizer_config.json: cls_token \"[CLS]\", [SEP]",
    })
    void findsAWrongSpecialTokenId(String name, String key, int id, String source, String text) throws IOException {
        TokenizerPair pair = real(name);
        pair.converted.uint32(key, id);

        Finding finding = onlyFinding(pair, Code.SPECIAL_TOKEN_DIFFERS);

        assertThat(finding.message()).contains(source, key + " " + id + " (\"" + text + "\")");
    }

    @Test
    void findsASpecialTokenIdWithoutToken() throws IOException {
        TokenizerPair pair = real("llama");
        pair.converted.uint32("tokenizer.ggml.bos_token_id", 512);

        assertThat(onlyFinding(pair, Code.SPECIAL_TOKEN_DIFFERS).message()).contains("512, an id without a token");
    }

    @Test
    void findsAMissingIdIfLlamaCppDefaultsToAnother() throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.without("tokenizer.ggml.eos_token_id");

        assertThat(onlyFinding(pair, Code.SPECIAL_TOKEN_DIFFERS).message())
                .contains("has no tokenizer.ggml.eos_token_id", "llama.cpp takes 11");
    }

    @Test
    void acceptsAMissingIdIfLlamaCppDefaultsToIt() throws IOException {
        TokenizerPair pair = real("llama");
        pair.converted.without("tokenizer.ggml.eos_token_id").without("tokenizer.ggml.bos_token_id");

        assertThat(pair.compare().findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "llama, bos, false, tokenizer_config.json: add_bos_token true",
        "phi3, eos, true, tokenizer_config.json: add_eos_token false",
        "bert, bos, false, tokenizer.json: post_processor",
        "bert, sep, true, tokenizer.json: post_processor",
    })
    void findsAWrongAddTokenFlag(String name, String kind, boolean flag, String source) throws IOException {
        TokenizerPair pair = real(name);
        pair.converted.bool("tokenizer.ggml.add_" + kind + "_token", flag);

        assertThat(onlyFinding(pair, Code.ADD_BOS_DIFFERS).message())
                .contains(source, "tokenizer.ggml.add_" + kind + "_token " + flag);
    }

    @Test
    void acceptsTokensThatLlamaCppAddsByDefault() throws IOException {
        TokenizerPair pair = real("llama");
        pair.converted.without("tokenizer.ggml.add_bos_token").without("tokenizer.ggml.add_eos_token");

        assertThat(pair.compare().findings()).isEmpty();
    }

    @Test
    void findsMissingLowerCasing() throws IOException {
        TokenizerPair pair = real("bert");
        pair.converted.bool("tokenizer.ggml.normalizer.lowercase", false);

        assertThat(onlyFinding(pair, Code.NORMALIZER_DIFFERS).message())
                .contains("normalizer lowercase true", "tokenizer.ggml.normalizer.lowercase false");
    }

    @Test
    void findsUnwantedDefaultLowerCasing() throws IOException {
        TokenizerPair pair = real("bert")
                .json(
                        "tokenizer.json",
                        json -> json.getAsJsonObject("normalizer").addProperty("lowercase", false));
        pair.converted.without("tokenizer.ggml.normalizer.lowercase");

        assertThat(onlyFinding(pair, Code.NORMALIZER_DIFFERS).message())
                .contains("normalizer lowercase false", "has no tokenizer.ggml.normalizer.lowercase", "takes true");
    }

    @Test
    void acceptsWantedDefaultLowerCasing() throws IOException {
        TokenizerPair pair = real("bert");
        pair.converted.without("tokenizer.ggml.normalizer.lowercase");

        assertThat(pair.compare().findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"type\": \"Sequence\"}", "{\"type\": \"NFC\"}", "\"text\""})
    void ignoresAnUnknownNormalizer(String normalizer) throws IOException {
        TokenizerPair pair =
                real("bert").json("tokenizer.json", json -> json.add("normalizer", JsonParser.parseString(normalizer)));

        assertThat(pair.compare().findings()).isEmpty();
    }

    @Test
    void findsAMissingAddBosFlag() throws IOException {
        TokenizerPair pair =
                real("gpt2").json("tokenizer_config.json", json -> json.addProperty("add_bos_token", true));

        assertThat(onlyFinding(pair, Code.ADD_BOS_DIFFERS).message())
                .contains("has no tokenizer.ggml.add_bos_token", "llama.cpp takes false");
    }

    @ParameterizedTest
    @CsvSource({"gpt2, llama-bpe", "gpt2, default", "starcoder2, smollm", "starcoder2, tekken"})
    void findsAWrongPreTokenizer(String name, String pre) throws IOException {
        TokenizerPair pair = real(name);
        pair.converted.text("tokenizer.ggml.pre", pre);

        assertThat(onlyFinding(pair, Code.PRE_TOKENIZER_DIFFERS).message())
                .contains("gpt-2", "tokenizer.ggml.pre " + pre);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpt", "olmo", "roberta-bpe", "jais", "exaone4"})
    void acceptsAnotherNameOfTheSameRegex(String pre) throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.text("tokenizer.ggml.pre", pre);

        assertThat(pair.compare().findings()).isEmpty();
    }

    @Test
    void findsAMissingPreTokenizer() throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.without("tokenizer.ggml.pre");

        assertThat(onlyFinding(pair, Code.PRE_TOKENIZER_DIFFERS).message()).contains("has no tokenizer.ggml.pre");
    }

    @Test
    void doesNotJudgeAnUnknownPreTokenizer() throws IOException {
        TokenizerPair pair = real("gpt2");
        pair.converted.text("tokenizer.ggml.pre", "of-tomorrow");

        List<Finding> findings = pair.compare().findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.INFO);
        assertThat(findings.get(0).message()).contains("of-tomorrow");
    }

    @Test
    void warnsOfAnEndTokenThatGenerationConfigDoesNotList() throws IOException {
        TokenizerPair pair = real("llama").with("generation_config.json", "{\"eos_token_id\": [5, 7]}");

        List<Finding> findings = pair.compare().findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(Code.SPECIAL_TOKEN_DIFFERS);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(findings.get(0).message()).contains("[5, 7]", "[2]", "</s>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[5, 2]", "7", "null", "[7]"})
    void doesNotWarnOfOtherEndTokens(String ends) throws IOException {
        TokenizerPair pair = real("llama").with("generation_config.json", "{\"eos_token_id\": " + ends + "}");

        assertThat(pair.compare().findings()).isEmpty();
    }

    @Test
    void acceptsAnEndOfTurnTokenAsAnEndToken() throws IOException {
        TokenizerPair pair = real("llama").with("generation_config.json", "{\"eos_token_id\": [5, 7]}");
        pair.converted.uint32("tokenizer.ggml.eot_token_id", 7);

        assertThat(pair.compare().findings()).isEmpty();
    }
}
