package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file decides about the special tokens, on models as they are published. */
class SpecialTokensTest {

    private static final String EOS = "tokenizer.ggml.eos_token_id";
    private static final String ADD_BOS = "tokenizer.ggml.add_bos_token";

    @TempDir
    private Path directory;

    /** A Llama 3 instruct model: its config.json lists several end tokens, its template begins with a token. */
    private TokenizerPair llama3() throws IOException {
        TokenizerPair pair = TokenizerPair.empty("llama", "gpt2", directory)
                .with("config.json", "{\"bos_token_id\": 1, \"eos_token_id\": [2, 3], \"vocab_size\": 4}")
                .with("generation_config.json", "{\"eos_token_id\": [2, 3]}")
                .with(
                        "tokenizer_config.json",
                        "{\"bos_token\": \"<|begin|>\", \"eos_token\": \"<|eot|>\", \"added_tokens_decoder\": {}}")
                .with("tokenizer.json", """
                        {"added_tokens": [
                           {"id": 1, "content": "<|begin|>", "special": true, "normalized": false},
                           {"id": 2, "content": "<|end|>", "special": true, "normalized": false},
                           {"id": 3, "content": "<|eot|>", "special": true, "normalized": false}],
                         "pre_tokenizer": {"type": "ByteLevel"},
                         "post_processor": {"type": "Sequence", "processors": [
                           {"type": "ByteLevel"},
                           {"type": "TemplateProcessing",
                            "single": [{"SpecialToken": {"id": "<|begin|>"}}, {"Sequence": {"id": "A"}}],
                            "pair": [{"SpecialToken": {"id": "<|begin|>"}}, {"Sequence": {"id": "A"}},
                                     {"SpecialToken": {"id": "<|begin|>"}}, {"Sequence": {"id": "B"}}]}]},
                         "decoder": {"type": "ByteLevel"},
                         "model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}}
                        """);
        pair.converted
                .text("tokenizer.ggml.pre", "gpt-2")
                .texts(TokenizerPair.TOKENS, List.of("a", "<|begin|>", "<|end|>", "<|eot|>"))
                .int32s(TokenizerPair.TYPES, 1, 3, 3, 3)
                .uint32("tokenizer.ggml.bos_token_id", 1)
                .uint32(EOS, 3)
                .bool(ADD_BOS, true);
        return pair;
    }

    private static Finding onlyFinding(TokenizerPair pair, Code code) throws IOException {
        List<Finding> findings = pair.compare().findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(code);
        return findings.get(0);
    }

    @Test
    void takeTheEndTokenFromTheConfigurationsTextRatherThanAnId() throws IOException {
        assertThat(llama3().compare().findings()).isEmpty();
    }

    @Test
    void doNotTakeTheBaseModelsEndToken() throws IOException {
        TokenizerPair pair = llama3();
        pair.converted.uint32(EOS, 2);

        assertThat(onlyFinding(pair, Code.SPECIAL_TOKEN_DIFFERS).message())
                .contains("eos_token \"<|eot|>\", id 3", EOS + " 2 (\"<|end|>\")");
    }

    @Test
    void takeTheBeginTokenFromTheTemplate() throws IOException {
        TokenizerPair pair = llama3();
        pair.converted.bool(ADD_BOS, false);

        assertThat(onlyFinding(pair, Code.ADD_BOS_DIFFERS).message())
                .contains("post_processor begins with \"<|begin|>\"", ADD_BOS + " false");
    }

    /** Without bos_token, older converters add no token, newer ones make the template's first token the begin token. */
    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void leaveTheBeginTokenOpenThatOnlyTheTemplateHas(int begin, boolean adds) throws IOException {
        TokenizerPair pair = llama3().json("tokenizer_config.json", json -> json.remove("bos_token"))
                .json("config.json", json -> json.addProperty("bos_token_id", 3));
        pair.converted.uint32("tokenizer.ggml.bos_token_id", begin).bool(ADD_BOS, adds);

        assertThat(pair.compare().findings()).isEmpty();
    }

    @Test
    void doNotJudgeTheTokensThatTheConverterOfHunyuanChooses() throws IOException {
        TokenizerPair pair = llama3();
        pair.converted.text("general.architecture", "hunyuan-dense").uint32(EOS, 2);

        assertThat(pair.compare().findings()).isEmpty();
    }

    @Test
    void takeTheBeginTokenFromTheConfigurationBeforeTheTemplate() throws IOException {
        TokenizerPair pair = llama3().json("tokenizer_config.json", json -> json.addProperty("add_bos_token", false));
        pair.converted.bool(ADD_BOS, false);
        assertThat(pair.compare().findings()).isEmpty();

        pair.converted.bool(ADD_BOS, true);
        onlyFinding(pair, Code.ADD_BOS_DIFFERS);
    }

    @Test
    void comeFromTheTopLevelInMultiPartModels() throws IOException {
        TokenizerPair pair = llama3().without("tokenizer_config.json")
                .without("generation_config.json")
                .with(
                        "config.json",
                        "{\"eos_token_id\": 2, \"text_config\": {\"vocab_size\": 4, \"eos_token_id\": 3, \"bos_token_id\": 1}}");

        assertThat(onlyFinding(pair, Code.SPECIAL_TOKEN_DIFFERS).message()).contains("eos_token_id 2", EOS + " 3");
    }

    @Test
    void addNoBeginTokenInSmallGraniteModels() throws IOException {
        TokenizerPair pair = llama3().with("config.json", "{\"vocab_size\": 49152}");

        assertThat(pair.compare().findings())
                .anyMatch(finding -> finding.code() == Code.ADD_BOS_DIFFERS
                        && finding.message().contains("The architecture adds no begin"));
    }

    @ParameterizedTest
    @CsvSource({"gemma2, true", "gemma3, true"})
    void addNoSpaceInGemma(String name, boolean wrong) throws IOException {
        TokenizerPair pair = TokenizerPair.real(name, directory);
        pair.converted.bool("tokenizer.ggml.add_space_prefix", wrong);

        assertThat(onlyFinding(pair, Code.ADD_BOS_DIFFERS).message())
                .contains("The architecture adds no space", "tokenizer.ggml.add_space_prefix true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "ernie4_5"})
    void addTheSpaceThatTheConfigurationAsksFor(String architecture) throws IOException {
        TokenizerPair pair = TokenizerPair.real("llama", directory)
                .json("tokenizer_config.json", json -> json.addProperty("add_prefix_space", false));
        pair.converted.text("general.architecture", architecture);
        assertThat(onlyFinding(pair, Code.ADD_BOS_DIFFERS).message())
                .contains("has no tokenizer.ggml.add_space_prefix", "llama.cpp takes true");

        pair.converted.bool("tokenizer.ggml.add_space_prefix", false);
        assertThat(pair.compare().findings()).isEmpty();
    }

    /** Phi 2's converter adds none either; other architectures with as many tokens as Granite do. */
    @ParameterizedTest
    @CsvSource({"phi2, 4, true", "llama, 49152, true", "llama, 49151, false", "starcoder2, 49152, false"})
    void addNoBeginTokenInSomeArchitectures(String architecture, int size, boolean none) throws IOException {
        TokenizerPair pair = llama3().json("config.json", json -> json.addProperty("vocab_size", size));
        pair.converted.text("general.architecture", architecture).bool(ADD_BOS, false);

        boolean differs =
                pair.compare().findings().stream().anyMatch(finding -> finding.code() == Code.ADD_BOS_DIFFERS);

        assertThat(differs).isEqualTo(!none);
    }

    /** The Llama has 512 tokens. */
    @ParameterizedTest
    @CsvSource({"511, true", "512, false", "0, true", "-1, false", "1.5, false", "[1], false", "null, false"})
    void areIgnoredOutsideTheVocabulary(String id, boolean counts) throws IOException {
        TokenizerPair pair = TokenizerPair.real("llama", directory)
                .json("config.json", json -> json.add("pad_token_id", JsonParser.parseString(id)));

        assertThat(pair.compare().findings().stream()
                        .anyMatch(finding -> finding.message().contains("pad_token_id ")))
                .isEqualTo(counts);
    }

    /** The converter treats it as if there were none: the template's first token is the begin. */
    @Test
    void takeTheBeginTokenFromTheTemplateIfTheConfigurationIsEmpty() throws IOException {
        TokenizerPair pair = llama3().with("tokenizer_config.json", "{}");
        pair.converted.bool(ADD_BOS, false);

        onlyFinding(pair, Code.ADD_BOS_DIFFERS);
    }
}
