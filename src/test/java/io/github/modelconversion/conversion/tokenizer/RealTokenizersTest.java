package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.conversion.vocabulary.TokenizerResult;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversions by llama.cpp's own converter. */
class RealTokenizersTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "bert, 0, 13",
        "gemma2, 0, 10",
        "gemma3, 0, 10",
        "gpt2, 255, 8",
        "llama, 0, 8",
        "mixtral, 0, 8",
        "phi3, 0, 9",
        "starcoder2, 255, 8"
    })
    void acceptsCorrectConversions(String name, long merges, long agreeing) throws IOException {
        TokenizerResult result = TokenizerPair.real(name, directory).compare();

        assertThat(result.findings()).isEmpty();
        assertThat(result.measured()).isTrue();
        assertThat(result.tokens()).isEqualTo(512);
        assertThat(result.merges()).isEqualTo(merges);
        assertThat(result.count(Verdict.AGREES)).isEqualTo(agreeing);
        assertThat(result.entries()).hasSize((int) agreeing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen2", "qwen3moe"})
    void findsAPreTokenizerThatSplitsDifferently(String name) throws IOException {
        TokenizerResult result = TokenizerPair.real(name, directory).compare();

        assertThat(result.findings()).hasSize(1);
        Finding finding = result.findings().get(0);
        assertThat(finding.code()).isEqualTo(Code.PRE_TOKENIZER_DIFFERS);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message()).contains("gpt-2", "tokenizer.ggml.pre qwen2");
    }
}
