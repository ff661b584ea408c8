package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.TestData;
import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    @TempDir
    Path directory;

    @Test
    void realTokensAreThoseThatTheToolPrinted() throws IOException {
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
    void anExtraFirstTokenIsRecognized() throws IOException {
        assertThat(tokens(1, 7, 8).isOneMoreBefore(tokens(7, 8))).isTrue();
        assertThat(tokens(7, 8).isOneMoreBefore(tokens(1, 7, 8))).isFalse();
        assertThat(tokens(1, 7, 8).isOneMoreBefore(tokens(1, 7))).isFalse();
        assertThat(tokens(1, 7, 8).isOneMoreBefore(tokens(8))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "11, 11 bytes", "67108868, 67108868 bytes"})
    void aFileThatCannotHoldTokensIsRefusedUnread(long bytes, String found) throws IOException {
        Path file = directory.resolve("x-tokens.bin");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (bytes > 0) {
                channel.position(bytes - 1).write(ByteBuffer.allocate(1));
            }
        }

        assertThatThrownBy(() -> Tokens.read(file, "data/x-tokens.bin"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessage(
                        "data/x-tokens.bin: expected the ids of 1 to 16777216 tokens, int32 of 4 bytes from 0 on, found "
                                + found + ". Run the tool that writes it again");
    }

    @Test
    void aNegativeIdIsRefused() {
        Path file = TestData.writeInts(directory.resolve("x.bin"), 1, -2);

        assertThatThrownBy(() -> Tokens.read(file, "x.bin")).hasMessageContaining("found id -2 at position 1. ");
    }

    @Test
    void theLargestFileOfAllContextsIsReadAndItsZerosAreIds() throws IOException {
        Tokens tokens = tokens(new int[1_100_000]);

        assertThat(tokens.count()).isEqualTo(1_100_000);
        assertThat(tokens.id(1_099_999)).isZero();
    }

    /** RFC 3720, B.4: 32 bytes of zeros, and 32 bytes from 0 to 31. */
    @Test
    void theChecksumCoversTheWholeFile() throws IOException {
        int[] counting =
                IntStream.iterate(0x03020100, id -> id + 0x04040404).limit(8).toArray();

        assertThat(tokens(new int[8]).crc32c()).isEqualTo("8a9136aa");
        assertThat(tokens(counting).crc32c()).isEqualTo("46dd794e");
    }

    @Test
    void aTensorsElementsAreItsIds() throws IOException {
        Tokens tokens = Tokens.read(tensor("I64", longs(0, 346, Integer.MAX_VALUE)));

        assertThat(tokens.count()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).map(tokens::id)).containsExactly(0, 346, Integer.MAX_VALUE);
        assertThat(Tokens.read(tensor("I32", ints(1, 346))).id(1)).isEqualTo(346);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 31, -(1L << 40)})
    void anElementThatIsNotAnIdIsRefused(long id) throws IOException {
        Tensor tensor = tensor("I64", longs(7, id));

        assertThatThrownBy(() -> Tokens.read(tensor))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage(
                        "data/a.safetensors: x: expected the ids of 1 to 16777216 tokens, int32 of 4 bytes from 0 on, found id "
                                + id + " at position 1. Run the tool that writes it again");
    }

    @Test
    void aTensorWithTooManyIdsIsRefusedUnread() throws IOException {
        long size = 4L * 16_777_217;
        String entry = SafetensorsFixture.entry("x", "I32", "[16777217]", 0, size);
        byte[] header = SafetensorsFixture.safetensors("{" + entry + "}", new byte[0]);
        Path file = LogitsFixture.write(directory, "a.safetensors", header);
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.position(header.length + size - 1).write(ByteBuffer.allocate(1));
        }

        assertThatThrownBy(() -> Tokens.read(LogitsFixture.tensors(file).get(0)))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageContaining(", found 16777217 values. ");
    }

    private Tensor tensor(String type, byte[] data) throws IOException {
        int count = data.length * Byte.SIZE / Integer.parseInt(type.substring(1));
        String header = "{" + SafetensorsFixture.entry("x", type, "[" + count + "]", 0, data.length) + "}";
        byte[] file = SafetensorsFixture.safetensors(header, data);
        return LogitsFixture.tensors(LogitsFixture.write(directory, "a.safetensors", file))
                .get(0);
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private Tokens tokens(int... ids) throws IOException {
        return Tokens.read(TestData.writeInts(directory.resolve("tokens.bin"), ids), "tokens.bin");
    }
}
