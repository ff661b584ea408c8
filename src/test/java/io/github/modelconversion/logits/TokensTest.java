package io.github.modelconversion.logits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

    @TempDir
    Path directory;

    @Test
    void realTokensAreThoseThatTheToolPrintedBesideThePrompt() throws IOException {
        Tokens tokens = Tokens.read(TestData.STORIES.resolve("pytorch-stories260K-tokens.bin"), "x");

        // "Hello, my name is", from pytorch-stories260K-prompt.txt.
        int[] printed = {1, 346, 306, 414, 432, 284, 422, 390, 411, 410, 293};
        assertThat(tokens.count()).isEqualTo(printed.length);
        for (int position = 0; position < printed.length; position++) {
            assertThat(tokens.id(position)).isEqualTo(printed[position]);
        }
    }

    @Test
    void theFirstDifferenceIsAPosition() throws IOException {
        assertThat(tokens(1, 2, 3).mismatch(tokens(1, 2, 3))).isEqualTo(-1);
        assertThat(tokens(1, 2, 3).mismatch(tokens(1, 4, 3))).isEqualTo(1);
        assertThat(tokens(1, 2, 3).mismatch(tokens(1, 2))).isEqualTo(2);
    }

    @Test
    void oneMoreTokenBeforeOthersIsRecognised() throws IOException {
        assertThat(tokens(1, 7, 8).isOneMoreBefore(tokens(7, 8))).isTrue();
        assertThat(tokens(7, 8).isOneMoreBefore(tokens(1, 7, 8))).isFalse();
        assertThat(tokens(1, 7, 8).isOneMoreBefore(tokens(1, 7))).isFalse();
        assertThat(tokens(1, 7, 8).isOneMoreBefore(tokens(8))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "11, 11 bytes", "67108868, 67108868 bytes"})
    void aFileThatCannotHoldTokensIsRefusedBeforeItIsRead(long bytes, String found) throws IOException {
        Path file = directory.resolve("x-tokens.bin");
        try (var channel = Files.newByteChannel(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            if (bytes > 0) {
                channel.position(bytes - 1).write(java.nio.ByteBuffer.allocate(1));
            }
        }

        assertThatThrownBy(() -> Tokens.read(file, "data/x-tokens.bin"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessage(
                        "data/x-tokens.bin: expected the ids of 1 to 16777216 tokens, int32 of 4 bytes from 0 on, found "
                                + found + ". Run the tool that writes it again");
    }

    @Test
    void anIdBelowZeroIsNone() {
        Path file = TestData.writeInts(directory.resolve("x.bin"), 1, -2);

        assertThatThrownBy(() -> Tokens.read(file, "x.bin")).hasMessageContaining("found id -2 at position 1. ");
    }

    private Tokens tokens(int... ids) throws IOException {
        return Tokens.read(TestData.writeInts(directory.resolve("tokens.bin"), ids), "tokens.bin");
    }
}
