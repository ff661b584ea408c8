package io.github.modelconversion.input.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.result.output.TensorType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GgufModelTest {

    private static final Path REAL = Path.of("testdata", "stories260K", "gguf");

    @TempDir
    private Path directory;

    private GgufModel read(byte[] bytes) throws IOException {
        return GgufModel.read(Files.write(directory.resolve("model.gguf"), bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "f16, F16, 1, F16",
        "Q8_0, Q8_0, 7, F16 Q8_0",
        "Q4_0, Q4_0, 2, F16 Q4_0 Q8_0",
        // Rows of 64 values are too short for K-quants: llama-quantize fell back to a type that fits.
        "Q4_K_M, Q4_K_M, 15, F16 Q5_0 Q8_0"
    })
    void readsRealFiles(String name, Quantization type, long number, String weights) throws IOException {
        GgufModel model = GgufModel.read(REAL.resolve("stories260K-" + name + ".gguf"));

        assertThat(model.type()).hasValue(type);
        assertThat(model.fileType()).hasValue(number);
        assertThat(model.architecture()).hasValue("llama");
        assertThat(model.vocabularySize()).hasValue(512);
        assertThat(model.embeddingLength()).hasValue(64);
        assertThat(model.weightTypes())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(weights.split(" "))
                        .map(TensorType::valueOf)
                        .toList());
    }

    @Test
    void takesTheVocabularyFromTheOutputMatrixIfThereIsOne() throws IOException {
        GgufModel model = read(GgufFixture.header(3, 2, 1)
                .string("general.architecture", "llama")
                .tensor("output.weight", 1, 64, 515)
                .tensor("token_embd.weight", 1, 64, 512)
                .bytes());

        assertThat(model.vocabularySize()).hasValue(515);
        assertThat(model.statedType()).isEmpty();
    }

    @Test
    void takesTheSizesFromTheMetadataIfTheTensorsAreInAnotherFile() throws IOException {
        GgufModel model = read(GgufFixture.header(2, 0, 4)
                .string("general.architecture", "bert")
                .number("bert.vocab_size", 30522)
                .number("bert.embedding_length", 384)
                .number("general.file_type", 1024 + 7)
                .bytes());

        assertThat(model.vocabularySize()).hasValue(30522);
        assertThat(model.embeddingLength()).hasValue(384);
        assertThat(model.type()).hasValue(Quantization.Q8_0);
    }

    @Test
    void skipsValuesOfAllTypesAndNestedArrays() throws IOException {
        GgufFixture file = GgufFixture.header(3, 0, 16);
        int[] sizes = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
        for (int type = 0; type < sizes.length; type++) {
            if (sizes[type] > 0) {
                file.text("k" + type).int32(type).raw("\0".repeat(sizes[type]));
            }
        }
        file.text("texts").int32(9).int32(8).int64(2).text("a").text("bc");
        file.text("numbers").int32(9).int32(2).int64(3).raw("\0".repeat(6));
        file.text("nested").int32(9).int32(9).int64(1).int32(0).int64(2).raw("xy");
        file.text("long").int32(8).text("x".repeat(5000));
        file.number("general.file_type", 32);

        assertThat(read(file.bytes()).type()).hasValue(Quantization.BF16);
    }

    @Test
    void aTypeThatTheTensorsContradictIsNotBelieved() throws IOException {
        GgufModel quantized = read(GgufFixture.header(3, 2, 1)
                .number("general.file_type", 1)
                .tensor("a", 1, 64, 64)
                .tensor("b", 8, 64, 64)
                .bytes());
        GgufModel plain = read(GgufFixture.header(3, 2, 1)
                .number("general.file_type", 15)
                .tensor("norm", 0, 64)
                .tensor("b", 1, 64, 64)
                .bytes());

        assertThat(quantized.statedType()).hasValue(Quantization.F16);
        assertThat(quantized.type()).isEmpty();
        assertThat(plain.statedType()).hasValue(Quantization.Q4_K_M);
        assertThat(plain.type()).isEmpty();
        assertThat(plain.weightTypes()).isEqualTo(Set.of(TensorType.F16));
    }

    static Stream<Arguments> damages() {
        GgufFixture nested = GgufFixture.header(3, 0, 1).text("deep").int32(9);
        for (int i = 0; i < 5; i++) {
            nested.int32(9).int64(1);
        }
        byte[] cut = GgufFixture.header(3, 0, 2)
                .number("general.file_type", 7)
                .number("k", 1)
                .bytes();
        return Stream.of(
                Arguments.of("empty", new byte[0], "expected a GGUF file, found an empty file"),
                Arguments.of(
                        "no GGUF",
                        new GgufFixture().raw("PK\3\4" + "\0".repeat(40)).bytes(),
                        "expected the magic GGUF at byte 0, found 50 4b 03 04"),
                Arguments.of("old", GgufFixture.header(1, 0, 0).bytes(), "expected version 2 or 3 at byte 4, found 1"),
                Arguments.of(
                        "big-endian",
                        GgufFixture.header(3 << 24, 0, 0).bytes(),
                        "expected version 2 or 3 at byte 4, found 50331648: a big-endian file, or a damaged one"),
                Arguments.of(
                        "tensors",
                        GgufFixture.header(3, Long.MAX_VALUE, 0)
                                .raw("\0".repeat(100))
                                .bytes(),
                        "expected at most 4 tensors at byte 8, as many as fit into 124 bytes, found"
                                + " 9223372036854775807"),
                Arguments.of(
                        "entries",
                        GgufFixture.header(3, 0, -1).bytes(),
                        "expected at most 0 entries at byte 16, as many as fit into 24 bytes, found"
                                + " 18446744073709551615"),
                Arguments.of(
                        "key",
                        GgufFixture.header(3, 0, 1)
                                .int64(1L << 40)
                                .raw("\0".repeat(20))
                                .bytes(),
                        "expected the length of a key at byte 24 to be at most 20, found 1099511627776"),
                Arguments.of(
                        "empty key",
                        GgufFixture.header(3, 0, 1).number("", 1).bytes(),
                        "expected a key at byte 24, found an empty one"),
                Arguments.of(
                        "type",
                        GgufFixture.header(3, 0, 1)
                                .text("key")
                                .int32(13)
                                .int32(0)
                                .bytes(),
                        "expected a value's type from 0 to 12 at byte 35, found 13"),
                Arguments.of(
                        "array",
                        GgufFixture.header(3, 0, 1)
                                .text("key")
                                .int32(9)
                                .int32(10)
                                .int64(1L << 62)
                                .bytes(),
                        "expected at most 0 values in key at byte 43, as many as fit into 51 bytes, found"
                                + " 4611686018427387904"),
                Arguments.of("nested", nested.bytes(), "expected at most 4 nested arrays in deep, found more"),
                Arguments.of(
                        "cut",
                        Arrays.copyOf(cut, cut.length - 2),
                        "expected more metadata, found the end of the file at byte " + (cut.length - 2)),
                Arguments.of(
                        "dimensions",
                        GgufFixture.header(3, 1, 0)
                                .tensor("t", 0, 1, 2, 3, 4, 5)
                                .bytes(),
                        "expected at most 4 dimensions of tensor t at byte 33, found 5"),
                Arguments.of(
                        "dimension",
                        GgufFixture.header(3, 1, 0).tensor("t", 0, 1, -1).bytes(),
                        "expected a dimension of tensor t of at most 2^63 - 1 at byte 45, found 18446744073709551615"),
                Arguments.of(
                        "name",
                        GgufFixture.header(3, 1, 0).tensor("t".repeat(64), 0, 1).bytes(),
                        "expected the length of a tensor's name at byte 24 to be at most 63, found 64"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void saysWhatIsWrongWithADamagedFileAndWhere(String name, byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(GgufException.class).hasMessageStartingWith(message);
    }

    @Test
    void readsNoMoreThan64Megabytes() throws IOException {
        Path file = Files.write(
                directory.resolve("long.gguf"),
                GgufFixture.header(3, 0, 2)
                        .text("key")
                        .int32(9)
                        .int32(0)
                        .int64(64 << 20)
                        .bytes());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(200L << 20);
        }

        assertThatThrownBy(() -> GgufModel.read(file))
                .isInstanceOf(GgufException.class)
                .hasMessageContaining("expected at most 67108813 values in key at byte 43");
    }

    @Test
    void everyCutOfARealFileIsFoundOrHarmless() throws IOException {
        byte[] whole = Files.readAllBytes(REAL.resolve("stories260K-f16.gguf"));
        int found = 0;
        for (int length = 0; length < 20_000; length += 97) {
            try {
                assertThat(read(Arrays.copyOf(whole, length)).type()).hasValue(Quantization.F16);
            } catch (GgufException damaged) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(100);
    }
}
