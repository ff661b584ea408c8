package io.github.modelconversion.input.tensor;

import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpyFloat16Test {

    @ParameterizedTest
    @CsvSource({"<f2, LITTLE_ENDIAN", ">f2, BIG_ENDIAN"})
    void decodesEveryBitPattern(String descr, String order, @TempDir Path directory) throws IOException {
        byte[] data = BitPatterns.bytes(order.equals("LITTLE_ENDIAN") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        Path file = write(directory, "a.npy", npy(descr, false, "(65536,)", data));

        assertThat(Arrays.equals(values(file), BitPatterns.values(0x1p-24, 1 << 10, 0x7c00)))
                .isTrue();
    }

    /** As {@code float(numpy.array([pattern], '<u2').view('<f2')[0]).hex()} prints it. */
    @ParameterizedTest
    @CsvSource({
        "0x0000, 0x0.0p0",
        "0x8000, -0x0.0p0",
        "0x0001, 0x1p-24",
        "0x8001, -0x1p-24",
        "0x03ff, 0x1.ff8p-15",
        "0x0400, 0x1p-14",
        "0x3555, 0x1.554p-2",
        "0x3bff, 0x1.ffcp-1",
        "0x3c00, 0x1p0",
        "0x3c01, 0x1.004p0",
        "0xc000, -0x1p1",
        "0x7bff, 0x1.ffcp15",
        "0xfbff, -0x1.ffcp15",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7c01, NaN",
        "0x7e00, NaN",
        "0xffff, NaN"
    })
    void agreesWithNumpy(String pattern, String expected, @TempDir Path directory) throws IOException {
        int bits = Integer.decode(pattern);
        Path file = write(directory, "a.npy", npy("<f2", false, "(1,)", new byte[] {(byte) bits, (byte) (bits >>> 8)}));

        assertThat(values(file)).containsExactly(Double.parseDouble(expected));
    }
}
