package io.github.modelconversion.logits;

import static io.github.modelconversion.logits.LogitsFixture.counting;
import static io.github.modelconversion.logits.LogitsFixture.values;
import static io.github.modelconversion.logits.LogitsFixture.write;
import static io.github.modelconversion.logits.NpyFixture.npy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.gguf.GgufFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a file holds, a reader delivers values or says what is wrong; it fails in no other way. */
class ArbitraryBytesTest {

    private static final int FILES = 200;

    private static byte[] valid(Container container) throws IOException {
        return switch (container) {
            case RAW -> counting(40);
            case NPY -> npy("<f4", true, "(4, 10)", counting(40));
            case NPZ ->
                new NpzFixture()
                        .stored("a.npy", npy("<f4", false, "(4, 10)", counting(40)))
                        .deflated("b.npy", npy("<f4", true, "(4, 10)", counting(40)))
                        .bytes();
            case SAFETENSORS ->
                SafetensorsFixture.safetensors(
                        "{" + SafetensorsFixture.entry("a", "F32", "[4,10]", 0, 160) + ","
                                + SafetensorsFixture.entry("b", "BF16", "[2]", 160, 164) + "}",
                        counting(41));
            case GGUF ->
                GgufFixture.header(3, 2, 1)
                        .number("general.alignment", 32)
                        .tensorAt(0, "a", 0, 10, 4)
                        .tensorAt(160, "b", 1, 2)
                        .data(32, counting(41))
                        .bytes();
            case TEXT -> "0: 1.5\n1: -2.5e3\n2: nan\n3: -inf\n".getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static void assertReadOrRefused(Path directory, Container container, byte[] bytes) throws IOException {
        Path file = write(directory, "a" + container.ending(), bytes);
        try {
            for (Tensor tensor : LogitsFixture.tensors(file)) {
                assertThat(values(tensor)).isNotEmpty();
            }
        } catch (UnusableInputException refused) {
            assertThat(refused)
                    .hasMessageStartingWith("data/a" + container.ending() + ": ")
                    .hasMessageContaining(": expected ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadOrRefused(Container container, @TempDir Path directory) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            assertReadOrRefused(directory, container, bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadOrRefusedWhereAFileIsDamaged(Container container, @TempDir Path directory) throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = valid(container).clone();
            for (int damaged = 0; damaged <= i % 4; damaged++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertReadOrRefused(directory, container, bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areReadOrRefusedWhereverAFileIsCut(Container container, @TempDir Path directory) throws IOException {
        byte[] whole = valid(container);
        for (int length = 0; length < whole.length; length++) {
            assertReadOrRefused(directory, container, Arrays.copyOf(whole, length));
        }
    }
}
