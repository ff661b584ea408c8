package io.github.modelconversion.input.gguf;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.tensors;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.Tensor;
import io.github.modelconversion.result.output.Container;
import io.github.modelconversion.result.output.ElementType;
import io.github.modelconversion.result.output.Format;
import io.github.modelconversion.result.output.Shape;
import io.github.modelconversion.result.output.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {

    /** The output of {@code llama-results} for a prompt of 14 tokens and a vocabulary of 512. */
    private static final Path RESULTS = Path.of("testdata", "containers", "results-f32.gguf");

    private static final String REWRITE = ". Run the tool that writes it again";

    private static final int F32 = 0;
    private static final int I32 = 26;

    @TempDir
    private Path directory;

    private Path file(GgufFixture content) throws IOException {
        return write(directory, "a.gguf", content.bytes());
    }

    @Test
    void readsTheOutputOfLlamaResultsWithOneRowPerToken() throws IOException {
        Tensor tokens = tensors(RESULTS).get(0);
        Tensor logits = tensors(RESULTS).get(1);

        assertThat(values(tokens)).startsWith(1, 403, 407).hasSize(14);
        try (LogitsFile opened = logits.open()) {
            assertThat(opened.source())
                    .isEqualTo(new Source(
                            "data/results-f32.gguf: logits",
                            Format.of(Container.GGUF, ElementType.FLOAT32),
                            new Shape(List.of(14L, 512L))));
        }
        // Python: struct.unpack('<2f', content[-14 * 512 * 4:][:8])
        assertThat(values(logits)).startsWith(-6.222825050354004, 8.404975891113281);
    }

    /** ggml reads such a file too; only comparing the empty tensor is refused. */
    @Test
    void anEmptyTensorDoesNotKeepTheOthersFromBeingRead() throws IOException {
        Path file = file(GgufFixture.header(3, 2, 0)
                .tensorAt(0, "empty", F32, 3, 0)
                .tensorAt(0, "x".repeat(63), F32, 2)
                .data(32, counting(2)));

        assertThat(values(tensors(file).get(1))).containsExactly(0, 1);
        assertThatThrownBy(() -> values(tensors(file).get(0)))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("data/a.gguf", "empty", "[0, 3]");
    }

    @Test
    void theFirstDimensionIsTheFastest() throws IOException {
        Path file = file(GgufFixture.header(3, 1, 0).tensorAt(0, "x", F32, 3, 2).data(32, counting(6)));

        try (LogitsFile opened = tensors(file).get(0).open()) {
            assertThat(opened.source().shape()).isEqualTo(new Shape(List.of(2L, 3L)));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 3, 2, '2 x 3'", "2, 2, 3, '2 x 3'", "3, 3, 3, '3 x 3'", "4, 2, 3, '3 x 2'"})
    void swapsTheDimensionsOfLlamaResultsOnlyIfTheTokensConfirmIt(int tokens, int first, int second, String shape)
            throws IOException {
        Path file = file(GgufFixture.header(3, 2, 0)
                .tensorAt(64, "tokens", I32, tokens)
                .tensorAt(0, "logits", F32, first, second)
                .data(32, counting(32)));

        try (LogitsFile opened = tensors(file).get(1).open()) {
            assertThat(opened.source().shape()).hasToString(shape);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, F16, 003e00c00034",
        "30, BF16, c03f00c0803e",
        "0, F32, 0000c03f000000c00000803e",
        "28, F64, 000000000000f83f00000000000000c0000000000000d03f"
    })
    void readsEveryFloatType(int type, String name, String hex) throws IOException {
        Path file = file(GgufFixture.header(3, 1, 1)
                .number("general.alignment", 64)
                .tensorAt(0, "x", type, 3)
                .data(64, HexFormat.of().parseHex(hex)));

        assertThat(tensors(file)).extracting(Tensor::type).containsExactly(name);
        assertThat(values(file)).containsExactly(1.5, -2, 0.25);
    }

    @ParameterizedTest
    @CsvSource({"2, Q4_0", "14, Q6_K", "99, number 99"})
    void refusesWeightsWithTheNameOfTheirType(int type, String name) throws IOException {
        assertRefused(
                file(GgufFixture.header(3, 1, 0).tensorAt(0, "x", type, 32).data(32, counting(8))),
                "data/a.gguf: x: expected a tensor of type F16, BF16, F32 or F64, found " + name
                        + ". Outputs are compared, not weights: give the file that the model's outputs were written to");
    }

    @Test
    void aModelIsNotAnOutput() throws IOException {
        Path model;
        try (var files = Files.list(Path.of("testdata", "stories260K", "gguf"))) {
            model = files.filter(file -> file.toString().endsWith("Q4_0.gguf"))
                    .findFirst()
                    .orElseThrow();
        }

        assertThat(tensors(model)).extracting(Tensor::content).contains(Tensor.Content.UNREADABLE);
    }

    @Test
    void refusesAFileThatWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(RESULTS);

        assertRefused(
                write(directory, "a.gguf", Arrays.copyOf(whole, whole.length - 1)),
                "data/a.gguf: logits: expected 28672 bytes from byte 64 of the data on, which begins at byte 160, found"
                        + " 28735 bytes of data. The file was cut or its directory is wrong" + REWRITE);
        assertRefused(
                write(directory, "a.gguf", Arrays.copyOf(whole, 100)),
                "data/a.gguf: expected more metadata, found the end of the file at byte 100" + REWRITE);
    }

    @Test
    void refusesAnOffsetOutsideTheFile() throws IOException {
        assertRefused(
                file(GgufFixture.header(3, 1, 0)
                        .tensorAt(0x8000_0000_0000_0000L, "x", F32, 3)
                        .data(32, counting(3))),
                "data/a.gguf: x: expected 12 bytes from byte 9223372036854775808 of the data on, which begins at byte 64,"
                        + " found 12 bytes of data. The file was cut or its directory is wrong" + REWRITE);
    }

    @Test
    void refusesAnUnalignedOffset() throws IOException {
        assertRefused(
                file(GgufFixture.header(3, 1, 0).tensorAt(4, "x", F32, 3).data(32, counting(8))),
                "data/a.gguf: x: expected an offset that is a multiple of 32, found 4" + REWRITE);
    }

    @Test
    void refusesTensorsThatOverlap() throws IOException {
        assertRefused(
                file(GgufFixture.header(3, 2, 0)
                        .tensorAt(0, "a", F32, 16)
                        .tensorAt(32, "b", F32, 8)
                        .data(32, counting(16))),
                "data/a.gguf: expected tensors that do not overlap, found that b at byte 32 of the data begins before a"
                        + " ends at byte 64" + REWRITE);
    }

    @Test
    void refusesAShapeThatNoFileCanHold() throws IOException {
        assertRefused(
                file(GgufFixture.header(3, 1, 0)
                        .tensorAt(0, "x", F32, 1L << 40, 1L << 40)
                        .data(32, counting(8))),
                "data/a.gguf: x: expected a shape that a file can hold, found [1099511627776, 1099511627776]"
                        + REWRITE);
    }

    @Test
    void refusesAnAbsurdAlignment() throws IOException {
        assertRefused(
                file(GgufFixture.header(3, 1, 1)
                        .number("general.alignment", 0)
                        .tensorAt(0, "x", F32, 3)
                        .data(32, counting(8))),
                "data/a.gguf: expected general.alignment to be a power of two from 1 to 1048576, found 0" + REWRITE);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 33, 48, 1L << 21, 0xffffffffL})
    void refusesAnAlignmentThatGgmlDoesNotSupport(long alignment) throws IOException {
        Path file = file(GgufFixture.header(3, 1, 1)
                .number("general.alignment", alignment)
                .tensorAt(0, "x", F32, 3)
                .data(32, counting(8)));

        assertThatThrownBy(() -> tensors(file)).hasMessageContainingAll("power of two", "found " + alignment);
    }

    @Test
    void refusesAnAlignmentThatIsNotANumber() throws IOException {
        Path file = file(GgufFixture.header(3, 1, 1)
                .string("general.alignment", "64")
                .tensorAt(0, "x", F32, 3)
                .data(32, counting(8)));

        assertThatThrownBy(() -> tensors(file)).hasMessageContainingAll("power of two", "no whole number");
    }

    @Test
    void refusesAFileThatIsNotGguf() throws IOException {
        assertRefused(
                write(directory, "a.gguf", "PK\3\4 and more"),
                "data/a.gguf: expected the magic GGUF at byte 0, found 50 4b 03 04" + REWRITE);
    }

    @Test
    void refusesTwoTensorsWithOneName() throws IOException {
        assertRefused(
                file(GgufFixture.header(3, 2, 0)
                        .tensorAt(0, "x", F32, 2)
                        .tensorAt(32, "x", F32, 2)
                        .data(32, counting(10))),
                "data/a.gguf: expected each tensor once, found two called x" + REWRITE);
    }

    @Test
    void integersAreTokensAndNotOutputs() throws IOException {
        assertThat(tensors(RESULTS))
                .extracting(Tensor::content)
                .containsExactly(Tensor.Content.INTEGERS, Tensor.Content.VALUES);
    }

    @Test
    void aTensorMayBeginWhereAnotherEnds() throws IOException {
        Path file = file(GgufFixture.header(3, 2, 0)
                .tensorAt(0, "a", F32, 8)
                .tensorAt(32, "b", F32, 2)
                .data(32, counting(10)));

        assertThat(values(tensors(file).get(1))).containsExactly(8, 9);
    }
}
