package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cut, changed or hostile files of an original fail by name, with no unexpected exception. */
class DamagedTokenizersTest {

    @TempDir
    private Path directory;

    private static void assertUnusable(TokenizerPair pair, String... parts) throws IOException {
        List<Finding> findings = pair.compare().findings();
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(Code.UNUSABLE_INPUT);
        assertThat(findings.get(0).severity()).isEqualTo(Severity.FAIL);
        assertThat(findings.get(0).message()).contains(parts);
    }

    @ParameterizedTest
    @CsvSource({"llama, tokenizer.model", "gpt2, tokenizer.json", "bert, tokenizer.json", "gpt2, tokenizer_config.json"
    })
    void failsWhereverAFileIsCut(String name, String file) throws IOException {
        TokenizerPair pair = TokenizerPair.real(name, directory);
        byte[] whole = Files.readAllBytes(pair.folder.resolve(file));
        for (int length = 0; length < whole.length - 2; length += 1 + whole.length / 60) {
            Files.write(pair.folder.resolve(file), Arrays.copyOf(whole, length));

            List<Finding> findings = pair.compare().findings();

            assertThat(findings).anyMatch(finding -> finding.severity() == Severity.FAIL);
            assertThat(findings)
                    .allMatch(finding ->
                            finding.code() == Code.UNUSABLE_INPUT || finding.code() == Code.VOCABULARY_DIFFERS);
        }
    }

    @ParameterizedTest
    @CsvSource({"llama, tokenizer.model", "gpt2, tokenizer.json", "bert, tokenizer.json", "bert, tokenizer_config.json"
    })
    void survivesAnyChangedByte(String name, String file) throws IOException {
        TokenizerPair pair = TokenizerPair.real(name, directory);
        byte[] whole = Files.readAllBytes(pair.folder.resolve(file));
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            byte[] broken = whole.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            Files.write(pair.folder.resolve(file), broken);

            assertThat(pair.compare().entries()).isNotNull();
        }
    }

    @Test
    void refusesAPieceLongerThanTheFile() throws IOException {
        TokenizerPair pair = TokenizerPair.real("llama", directory);
        byte[] hostile = {0x0a, -1, -1, -1, -1, -1, -1, -1, -1, 0x7f};
        Files.write(pair.folder.resolve("tokenizer.model"), hostile);

        assertUnusable(pair, "original/tokenizer.model", "at most 0 at byte 1", "9223372036854775807");
    }

    @Test
    void refusesAPieceOfAnUnknownType() throws IOException {
        TokenizerPair pair = TokenizerPair.real("llama", directory);
        Files.write(pair.folder.resolve("tokenizer.model"), new byte[] {0x0a, 2, 0x18, 7});

        assertUnusable(pair, "original/tokenizer.model", "type from 1 to 6, found 7");
        assertThat(pair.compare().measured()).isFalse();
    }

    @Test
    void refusesAGitLfsPointer() throws IOException {
        TokenizerPair pair = TokenizerPair.real("llama", directory)
                .with(
                        "tokenizer.model",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 7477\n");

        assertUnusable(pair, "original/tokenizer.model", "Git LFS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1048576", "2147483648", "9223372036854775807", "-1", "1.5", "1e300", "null", "[]", "\"x\""})
    void refusesInvalidIds(String id) throws IOException {
        TokenizerPair pair = TokenizerPair.real("gpt2", directory)
                .with("tokenizer.json", "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": " + id + "}}}");

        assertUnusable(pair, "original/tokenizer.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"added_tokens\": 7}",
                "{\"added_tokens\": [7]}",
                "{\"added_tokens\": [{\"id\": {}, \"content\": \"a\"}]}",
                "{\"added_tokens\": [{\"content\": \"a\"}], \"model\": {\"type\": \"BPE\"}}",
                "{\"model\": []}",
                "{\"model\": {\"merges\": 5}}",
                "{\"model\": {\"merges\": [[\"a\"]]}}",
                "{\"model\": {\"merges\": [[\"a\", {}]]}}",
                "{\"model\": {\"merges\": [[\"a\", \"b\", \"c\"]]}}",
                "{\"model\": {\"vocab\": [\"a\"]}}",
                "{\"model\": {\"vocab\": [[\"a\"]]}}",
                "{\"model\": {\"type\": \"BPE\"}, \"post_processor\": 5}",
                "{\"model\": {\"type\": \"BPE\"}, \"post_processor\": {\"processors\": {}}}",
                "{\"model\": {\"type\": \"BPE\"}} {}",
                "[]",
                "7",
                "",
                "\u0000"
            })
    void refusesAFileThatIsNotATokenizer(String json) throws IOException {
        TokenizerPair pair = TokenizerPair.empty("gpt2", "gpt2", directory).with("tokenizer.json", json);
        pair.converted.texts(TokenizerPair.TOKENS, List.of()).int32s(TokenizerPair.TYPES);

        assertUnusable(pair, "original/tokenizer.json");
    }

    @Test
    void refusesTooDeeplyNestedJson() throws IOException {
        TokenizerPair pair = TokenizerPair.real("gpt2", directory)
                .with("tokenizer.json", "{\"pre_tokenizer\": " + "[".repeat(100_000));

        assertUnusable(pair, "original/tokenizer.json");
    }

    @Test
    void refusesATooLargePart() throws IOException {
        TokenizerPair pair = TokenizerPair.real("gpt2", directory)
                .with("tokenizer.json", "{\"pre_tokenizer\": [\"" + "x".repeat(1 << 20) + "\"]}");

        assertUnusable(pair, "original/tokenizer.json (pre_tokenizer)", "1048576 characters");
    }

    @Test
    void comparesTheRestIfThePreTokenizerIsUnknown() throws IOException {
        TokenizerPair pair = TokenizerPair.real("gpt2", directory)
                .json("tokenizer.json", json -> json.addProperty("pre_tokenizer", "words"));

        List<Finding> findings = pair.compare().findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).code()).isEqualTo(Code.NOT_CHECKED);
    }

    @Test
    void doesNotCheckModelsWithoutARule() throws IOException {
        TokenizerPair pair = TokenizerPair.empty("rwkv6", "rwkv", directory);

        TokenizerResult result = pair.compare();

        assertThat(result.measured()).isFalse();
        assertThat(result.findings()).hasSize(1);
        assertThat(result.findings().get(0).code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(result.findings().get(0).message()).contains("rwkv");
    }

    /** A folder stands for anything that exists but is not a file, such as a FIFO: that is not a missing file. */
    @ParameterizedTest
    @CsvSource({
        "llama, tokenizer.model",
        "gpt2, tokenizer.json",
        "gpt2, tokenizer_config.json",
        "llama, generation_config.json",
        "llama, added_tokens.json"
    })
    void refusesAnythingButARegularFile(String name, String file) throws IOException {
        TokenizerPair pair = TokenizerPair.real(name, directory);
        Files.deleteIfExists(pair.folder.resolve(file));
        Files.createDirectory(pair.folder.resolve(file));

        List<Finding> findings = pair.compare().findings();

        assertThat(findings)
                .anyMatch(finding -> finding.code() == Code.UNUSABLE_INPUT
                        && finding.message()
                                .startsWith("original/" + file + ": expected a regular file, found a directory. "));
    }
}
