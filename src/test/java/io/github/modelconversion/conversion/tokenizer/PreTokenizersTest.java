package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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

/** Pre-tokenizers as the files of well-known models spell them, and llama.cpp's names for them. */
class PreTokenizersTest {

    private static final String WORDS = "{\"type\": \"ByteLevel\", \"add_prefix_space\": false}";
    private static final String BYTES = "{\"type\": \"ByteLevel\", \"use_regex\": false}";
    private static final String DIGITS = "{\"type\": \"Digits\", \"individual_digits\": true}";

    private static final String LLAMA3 = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
            + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String QWEN2 = LLAMA3.replace("{1,3}", "");
    private static final String DEEPSEEK3 = "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+"
            + "|[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\r\n]*|\\s*[\r\n]+|\\s+(?!\\S)|\\s+";

    @TempDir
    private Path directory;

    private static String split(String regex, String behavior, boolean inverted) {
        JsonObject pattern = new JsonObject();
        pattern.addProperty("Regex", regex);
        JsonObject split = new JsonObject();
        split.addProperty("type", "Split");
        split.add("pattern", pattern);
        split.addProperty("behavior", behavior);
        split.addProperty("invert", inverted);
        return split.toString();
    }

    private static String split(String regex) {
        return split(regex, "Isolated", false);
    }

    private List<Finding> findings(String pre, String... steps) throws IOException {
        JsonArray all = new JsonArray();
        for (String step : steps) {
            all.add(JsonParser.parseString(step));
        }
        JsonObject sequence = new JsonObject();
        sequence.addProperty("type", "Sequence");
        sequence.add("pretokenizers", all);
        TokenizerPair pair = TokenizerPair.real("gpt2", directory.resolve(pre + steps[0].hashCode()))
                .json("tokenizer.json", json -> json.add("pre_tokenizer", sequence));
        pair.converted.text("tokenizer.ggml.pre", pre);
        return pair.compare().findings();
    }

    private void assertRight(String pre, String... steps) throws IOException {
        assertThat(findings(pre, steps)).as(pre).isEmpty();
    }

    private void assertWrong(String pre, String... steps) throws IOException {
        assertThat(findings(pre, steps))
                .as(pre)
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.PRE_TOKENIZER_DIFFERS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-bpe", "dbrx", "smaug-bpe", "falcon3", "lfm2"})
    void knowsLlama3(String pre) throws IOException {
        assertRight(pre, split(LLAMA3), BYTES);
        assertRight(pre, split(LLAMA3, "Removed", true), BYTES);
    }

    @Test
    void distinguishesGroupsOfOneAndThreeDigits() throws IOException {
        assertRight("qwen2", split(QWEN2), BYTES);
        assertWrong("qwen2", split(LLAMA3), BYTES);
        assertWrong("llama-bpe", split(QWEN2), BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starcoder", "refact", "smollm", "command-r"})
    void knowsDigitsAndWords(String pre) throws IOException {
        assertRight(pre, DIGITS, WORDS);
        assertWrong(
                pre,
                split("\\p{N}{1,3}"),
                split("[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+"),
                split(DEEPSEEK3),
                BYTES);
        assertWrong("gpt-2", DIGITS, WORDS);
    }

    /** Granite 3.1, whose vocabulary is that of StarCoder, spells its steps without the digits; the checksum is the same. */
    @Test
    void doesNotJudgeDigitsThatNoTokenJoins() throws IOException {
        TokenizerPair pair = TokenizerPair.empty("granite", "gpt2", directory).with("tokenizer.json", """
                {"added_tokens": [{"id": 3, "content": "<v1>", "special": true}],
                 "pre_tokenizer": {"type": "ByteLevel"},
                 "model": {"type": "BPE", "vocab": {"1": 0, "2": 1, "a": 2, "<v1>": 3}, "merges": []}}
                """);
        pair.converted
                .text("tokenizer.ggml.pre", "refact")
                .texts(TokenizerPair.TOKENS, List.of("1", "2", "a", "<v1>"))
                .int32s(TokenizerPair.TYPES, 1, 1, 1, 3);

        assertThat(pair.compare().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED));
        assertWrong("refact", WORDS);
    }

    /** Gemma 3 without tokenizer.model, and the Granite embedding model with Gemma's vocabulary. */
    @Test
    void knowsGemma() throws IOException {
        String gemma = """
                {"type": "Split", "pattern": {"String": " "}, "behavior": "MergedWithPrevious", "invert": false}
                """;
        assertRight("granite-embed-multi-311m", gemma);
        assertWrong("gpt-2", gemma);
    }

    /** Matching this pattern against the vocabulary would outlast the universe. */
    @Test
    void neverRunsAPattern() throws IOException {
        assertThat(findings("gpt-2", split("(((((a|b|c|.)+)+)+)+)+[^\\s\\S]"), BYTES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED));
    }

    @Test
    void knowsFalcon() throws IOException {
        String[] falcon = {
            "{\"type\": \"Punctuation\", \"behavior\": \"Contiguous\"}",
            WORDS,
            "{\"type\": \"Digits\", \"individual_digits\": false}",
            split("[0-9][0-9][0-9]")
        };
        assertRight("falcon", falcon);
        assertWrong("gpt-2", falcon);
    }

    @Test
    void knowsBloom() throws IOException {
        String[] bloom = {split(" ?[^(\\s|[.,!?\u2026\u3002\uff0c\u3001\u0964\u06d4\u060c])]+"), BYTES};
        assertRight("bloom", bloom);
        assertWrong("gpt-2", bloom);
        assertWrong("bloom", WORDS);
    }

    @Test
    void knowsDeepSeek3WithLineBreaksAsTheyAre() throws IOException {
        assertRight(
                "deepseek-v3",
                split("\\p{N}{1,3}"),
                split("[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+"),
                split(DEEPSEEK3),
                BYTES);
    }

    /** Converters give these names to originals with several spellings. */
    @ParameterizedTest
    @CsvSource({"exaone4", "gigachat", "jina-v2-es"})
    void doesNotJudgeAmbiguousNames(String pre) throws IOException {
        assertThat(findings(pre, split(QWEN2), BYTES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Isolated", "MergedWithNext", "Contiguous"})
    void doesNotJudgeOtherSplits(String behavior) throws IOException {
        String regex = behavior.equals("Isolated") ? "[a-z]+" : LLAMA3;
        assertThat(findings("llama-bpe", split(regex, behavior, false), BYTES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.NOT_CHECKED));
    }
}
