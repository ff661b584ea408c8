package io.github.modelconversion.input.raw;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.open;
import static io.github.modelconversion.input.tensor.LogitsFixture.read;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.ContainerReader;
import io.github.modelconversion.input.file.GzipTest;
import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawFileTest {

    @Test
    void readsLittleEndianFloat32InTheOrderOfTheFile(@TempDir Path directory) throws IOException {
        // numpy.array([1.5, -2, 3.4028235e38, 1e-45, nan, -inf, -0.0], '<f4').tobytes().hex()
        byte[] bytes = HexFormat.of().parseHex("0000c03f000000c0ffff7f7f010000000000c07f000080ff00000080");

        assertThat(values(write(directory, "a.bin", bytes)))
                .containsExactly(
                        1.5, -2, (2 - 0x1p-23) * 0x1p127, 0x1p-149, Double.NaN, Double.NEGATIVE_INFINITY, -0.0);
    }

    /**
     * Bytes as {@code numpy.array([1.5, -2, 0.25], '<f2').tobytes().hex()} gives them; a bfloat16 is the upper half of a
     * float32.
     */
    @ParameterizedTest
    @CsvSource({
        "FLOAT16, 003e00c00034",
        "BFLOAT16, c03f00c0803e",
        "FLOAT32, 0000c03f000000c00000803e",
        "FLOAT64, 000000000000f83f00000000000000c0000000000000d03f"
    })
    void readsTheConfiguredType(ElementType type, String bytes, @TempDir Path directory) throws IOException {
        Path path = write(directory, "a.bin", HexFormat.of().parseHex(bytes));
        try (LogitsFile file = ContainerReader.tensors(Container.RAW, path, "a.bin", type)
                        .get(0)
                        .open();
                ValueReader reader = file.reader()) {
            assertThat(file.source()).isEqualTo(new Source("a.bin", Format.of(Container.RAW, type), Shape.flat(3)));
            assertThat(file.assumedType()).contains(type);
            assertThat(read(reader, 0, 3)).containsExactly(1.5, -2, 0.25);
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT16, float16, 2, 1", "BFLOAT16, bfloat16, 2, 1", "FLOAT64, float64, 8, 5"})
    void namesTheTypeThatDoesNotFitTheSize(ElementType type, String words, int size, int bytes, @TempDir Path directory)
            throws IOException {
        Path path = write(directory, "a.bin", new byte[bytes]);

        assertThatThrownBy(() -> ContainerReader.tensors(Container.RAW, path, "a.bin", type)
                        .get(0)
                        .open())
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessage("a.bin: expected whole " + words + " values of " + size + " bytes, found " + bytes
                        + " bytes: 0 values and " + bytes + " bytes more at byte 0. The file was cut or holds another"
                        + " type: run the tool that writes it again");
    }

    @Test
    void refusesAFileOfTorchSave(@TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.bin", "PK\3\4 and so on"),
                "data/a.bin: expected values without a header, found a zip archive as torch.save writes it around a"
                        + " pickle: loading it would run code. In PyTorch write"
                        + " logits.float().cpu().numpy().tofile('logits.bin')");
    }

    @ParameterizedTest
    @CsvSource({
        "93 4e 55 4d 50 59 01 00, .npy",
        "47 47 55 46 03 00 00 00, .gguf",
        "5f 6c 6f 67 69 74 73 5f, .kld",
        "1f 8b 08 00 00 00 00 00, gunzip",
        "40 00 00 00 00 00 00 00 7b 22 78 22, .safetensors"
    })
    void refusesAFileOfAnotherFormatWithWhatToDo(String start, String remedy, @TempDir Path directory)
            throws IOException {
        byte[] head = HexFormat.ofDelimiter(" ").parseHex(start);
        Path file = write(directory, "a.bin", Arrays.copyOf(head, 128));

        assertThatThrownBy(() -> values(file))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.bin: expected values without a header, found ")
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head></html>",
                "../../blobs/4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258dab",
                "1.5\n2.5\n3.5\n4.5\n5.5\n6.5\n7.5\n8.5\n9.5\n",
                // The shortest text with the fewest characters.
                "abcdefghabcdefghabcdefghabcdefgh"
            })
    void refusesText(String text, @TempDir Path directory) throws IOException {
        Path file = write(directory, "a.bin", text);

        assertThatThrownBy(() -> values(file))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("data/a.bin: expected values without a header, found text that begins with '"
                        + text.substring(0, 3));
    }

    /** 12.078431 reads as the text AAAA; a model's values never continue like that. */
    @Test
    void readsValuesThatLookLikeALittleText(@TempDir Path directory) throws IOException {
        assertThat(values(write(directory, "a.bin", "A".repeat(400))))
                .hasSize(100)
                .containsOnly(12.078431129455566);
        assertThat(values(write(directory, "a.bin", "ABCD" + "EFGH".repeat(6)))).hasSize(7);
        assertThat(values(write(directory, "a.bin", "ABCDEFG".repeat(8)))).hasSize(14);
    }

    @Test
    void refusesAnEmptyFile(@TempDir Path directory) throws IOException {
        assertRefused(
                write(directory, "a.bin", ""),
                "data/a.bin: expected float32 values, found an empty file. Run the tool that writes it again");
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1, 0", "3, 0, 3, 0", "5, 1, 1, 4", "4097, 1024, 1, 4096", "262147, 65536, 3, 262144"})
    void refusesAFileThatEndsInTheMiddleOfAValue(int bytes, int whole, int rest, int at, @TempDir Path directory)
            throws IOException {
        assertRefused(
                write(directory, "a.bin", new byte[bytes]),
                "data/a.bin: expected whole float32 values of 4 bytes, found " + bytes + " bytes: " + whole
                        + " values and " + rest + " bytes more at byte " + at
                        + ". The file was cut or holds another type: run the tool that writes it again");
    }

    @Test
    void cannotBeReadAfterClosing(@TempDir Path directory) throws IOException {
        LogitsFile file = open(write(directory, "a.bin", counting(1)));
        ValueReader reader = file.reader();
        file.close();

        assertThatThrownBy(() -> read(reader, 0, 1)).isInstanceOf(IOException.class);
    }

    /** An example of RFC 3720, appendix B.4. */
    @Test
    void theChecksumIsCollectedWhileValuesAreRead(@TempDir Path directory) throws IOException {
        byte[] counted = new byte[32];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = (byte) i;
        }
        Path path = write(directory, "a.bin", counted);

        try (LogitsFile file = open(path);
                ValueReader reader = file.reader()) {
            read(reader, 0, 8);
            write(directory, "a.bin", new byte[32]);

            assertThat(file.checksum().orElseThrow().complete(path)).isEqualTo("46dd794e");
            assertThat(file.isSequential()).isFalse();
        }
        try (LogitsFile packed = open(write(directory, "a.bin.gz", GzipTest.packed(counted)))) {
            assertThat(packed.checksum()).isEmpty();
            assertThat(packed.isSequential()).isTrue();
        }
    }
}
