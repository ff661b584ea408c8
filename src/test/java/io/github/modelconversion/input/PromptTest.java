package io.github.modelconversion.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.TestData;
import io.github.modelconversion.input.tensor.LogitsFixture;
import io.github.modelconversion.input.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTest {

    @TempDir
    Path directory;

    private Path output;

    @BeforeEach
    void nameAnOutput() {
        output = directory.resolve("pytorch-a.b.bin");
    }

    @Test
    void promptsWrittenByTheToolsAreReadWithoutTheirTokenLine() {
        Prompt prompt =
                Prompt.beside(TestData.STORIES.resolve("pytorch-stories260K.bin"), "data/pytorch-stories260K.bin");

        assertThat(prompt.file()).isEqualTo("data/pytorch-stories260K-tokens.bin");
        assertThat(prompt.tokens().orElseThrow().count()).isEqualTo(11);
        assertThat(prompt.problems()).isEmpty();
        assertThat(prompt.text()).contains("Hello, my name is");
    }

    @Test
    void aPromptMayHaveSeveralLinesAndWindowsLineEnds() throws IOException {
        Files.writeString(
                directory.resolve("pytorch-a.b-prompt.txt"),
                "prompt: n_tokens: 3\r\nn_tokens: 4\r\nn_tokens: 2\r\ntoken ids: 1, 2\r\n");

        assertThat(Prompt.beside(output, "x.bin").text()).contains("n_tokens: 3\nn_tokens: 4");
    }

    @Test
    void missingCompanionFilesAreNoProblem() {
        Prompt prompt = Prompt.beside(output, "data/pytorch-a.b.bin");

        assertThat(prompt.file()).isEqualTo("data/pytorch-a.b-tokens.bin");
        assertThat(prompt.tokens()).isEmpty();
        assertThat(prompt.problems()).isEmpty();
        assertThat(prompt.text()).isEmpty();
    }

    @Test
    void aTruncatedTokenFileIsAProblemButNoFailure() throws IOException {
        Files.write(directory.resolve("pytorch-a.b-tokens.bin"), new byte[7]);

        Prompt prompt = Prompt.beside(output, "x.bin");

        assertThat(prompt.tokens()).isEmpty();
        assertThat(prompt.problems())
                .singleElement()
                .asString()
                .startsWith("x-tokens.bin: expected the ids of ")
                .contains("found 7 bytes");
    }

    @Test
    void aDirectoryInPlaceOfTokensIsAProblemButNoFailure() throws IOException {
        Files.createDirectory(directory.resolve("pytorch-a.b-tokens.bin"));

        assertThat(Prompt.beside(output, "x.bin").problems()).hasSize(1);
    }

    @Test
    void aVeryLongTextIsNotRead() throws IOException {
        Files.writeString(directory.resolve("pytorch-a.b-prompt.txt"), "a".repeat((1 << 20) + 1));

        assertThat(Prompt.beside(output, "x.bin").text()).isEmpty();
    }

    @Test
    void tokensMayBeInTheOutputsOwnFile() throws IOException {
        Path containers = Path.of("testdata", "containers");
        Tensor tokens =
                LogitsFixture.tensors(containers.resolve("good-f16.npz")).get(0);

        Prompt prompt = Prompt.in(containers.resolve("good-f16.npz"), "data/good-f16.npz", tokens);

        assertThat(prompt.file()).isEqualTo("data/good-f16.npz: tokens");
        assertThat(prompt.tokens().orElseThrow().count()).isEqualTo(12);
        assertThat(prompt.problems()).isEmpty();
        assertThat(prompt.text()).isEmpty();
    }

    @Test
    void aTextOfTheGreatestLengthIsReadAndOneWithoutATokenLineIsKeptWhole() throws IOException {
        Files.writeString(directory.resolve("pytorch-a.b-prompt.txt"), "a".repeat(1 << 20));

        assertThat(Prompt.beside(output, "x.bin").text()).contains("a".repeat(1 << 20));
    }

    @Test
    void theTokenLineMayFollowAnEmptyPrompt() throws IOException {
        Files.writeString(directory.resolve("pytorch-a.b-prompt.txt"), "\nn_tokens: 2\ntoken ids: 1, 2\n");

        assertThat(Prompt.beside(output, "x.bin").text()).hasValue("");
        Files.writeString(directory.resolve("pytorch-a.b-prompt.txt"), "prompt: \nn_tokens: 2\n");

        assertThat(Prompt.beside(output, "x.bin").text()).hasValue("");
    }
}
