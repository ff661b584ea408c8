package io.github.modelconversion.input.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16Test {

    /** 1.5, -2 and 0.25: the upper halves of their float32 bits. */
    private static final String LITTLE_ENDIAN = "c03f00c0803e";

    private static final String BIG_ENDIAN = "3fc0c0003e80";

    /** The same values as ml_dtypes, other writers and a view of the bits as integers declare them. */
    @ParameterizedTest
    @CsvSource({
        "<V2, " + LITTLE_ENDIAN,
        "|V2, " + LITTLE_ENDIAN,
        "V2, " + LITTLE_ENDIAN,
        "bfloat16, " + LITTLE_ENDIAN,
        "<u2, " + LITTLE_ENDIAN,
        "<i2, " + LITTLE_ENDIAN,
        "uint16, " + LITTLE_ENDIAN,
        ">V2, " + BIG_ENDIAN,
        ">u2, " + BIG_ENDIAN
    })
    void isReadFromTwoByteArraysIfConfigured(String descr, String hex, @TempDir Path directory) throws IOException {
        byte[] array = NpyFixture.npy(descr, false, "(3,)", HexFormat.of().parseHex(hex));
        byte[] archive = new NpzFixture().stored("x.npy", array).bytes();
        Path file = LogitsFixture.write(directory, "a.npy", array);
        Tensor tensor = ContainerReader.tensors(Container.NPY, file, "a.npy", ElementType.BFLOAT16)
                .get(0);
        Tensor entry = ContainerReader.tensors(
                        Container.NPZ, LogitsFixture.write(directory, "a.npz", archive), "a.npz", ElementType.BFLOAT16)
                .get(0);

        assertThat(LogitsFixture.values(tensor)).containsExactly(1.5, -2, 0.25);
        assertThat(LogitsFixture.values(entry)).containsExactly(1.5, -2, 0.25);
        try (LogitsFile opened = tensor.open()) {
            assertThat(opened.source().format()).isEqualTo(Format.of(Container.NPY, ElementType.BFLOAT16));
        }
    }

    @Test
    void doesNotOverrideTheTypeInAnArray(@TempDir Path directory) throws IOException {
        byte[] array = NpyFixture.npy("<f2", false, "(3,)", HexFormat.of().parseHex("003e00c00034"));
        Path file = LogitsFixture.write(directory, "a.npy", array);

        assertThat(LogitsFixture.values(ContainerReader.tensors(Container.NPY, file, "a.npy", ElementType.BFLOAT16)
                        .get(0)))
                .containsExactly(1.5, -2, 0.25);
    }

    @Test
    void decodesEveryBitPattern(@TempDir Path directory) throws IOException {
        Path path = LogitsFixture.write(directory, "a.bin", BitPatterns.bytes(ByteOrder.LITTLE_ENDIAN));
        try (LogitsFile file = ContainerReader.tensors(Container.RAW, path, "a.bin", ElementType.BFLOAT16)
                        .get(0)
                        .open();
                ValueReader reader = file.reader()) {
            assertThat(Arrays.equals(
                            LogitsFixture.read(reader, 0, BitPatterns.COUNT),
                            BitPatterns.values(0x1p-133, 1 << 7, 0x7f80)))
                    .isTrue();
        }
    }
}
