package io.github.modelconversion.input.file;

import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {

    @Test
    void isThePublishedCheckValueOfCrc32c(@TempDir Path directory) throws IOException {
        assertThat(Checksum.crc32c(write(directory, "a.bin", "123456789"))).isEqualTo("e3069283");
        assertThat(Checksum.crc32c(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("e3069283");
    }

    /** The examples of RFC 3720, appendix B.4, with the checksum's bytes in the order of a number. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000, 8a9136aa",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff, 62a8ab43",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f, 46dd794e",
        "1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100, 113fdb5c"
    })
    void agreesWithTheExamplesOfRfc3720(String hex, String expected, @TempDir Path directory) throws IOException {
        assertThat(Checksum.crc32c(write(directory, "a.bin", HexFormat.of().parseHex(hex))))
                .isEqualTo(expected);
    }

    @Test
    void keepsLeadingZeros(@TempDir Path directory) throws IOException {
        assertThat(Checksum.crc32c(write(directory, "a.bin", ""))).isEqualTo("00000000");
    }

    @Test
    void coversEveryByteOfALongFile(@TempDir Path directory) throws IOException {
        byte[] bytes = new byte[600_000];
        Arrays.fill(bytes, (byte) 7);
        String before = Checksum.crc32c(write(directory, "a.bin", bytes));
        bytes[bytes.length - 1] ^= 1;

        assertThat(Checksum.crc32c(write(directory, "a.bin", bytes))).isNotEqualTo(before);
    }

    @Test
    void failsForAFileThatDoesNotExist(@TempDir Path directory) {
        assertThatThrownBy(() -> Checksum.crc32c(directory.resolve("absent.bin")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
