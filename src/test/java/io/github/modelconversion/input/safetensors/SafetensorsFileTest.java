package io.github.modelconversion.input.safetensors;

import static io.github.modelconversion.input.tensor.LogitsFixture.assertRefused;
import static io.github.modelconversion.input.tensor.LogitsFixture.counting;
import static io.github.modelconversion.input.tensor.LogitsFixture.tensors;
import static io.github.modelconversion.input.tensor.LogitsFixture.values;
import static io.github.modelconversion.input.tensor.LogitsFixture.write;
import static io.github.modelconversion.input.tensor.NpyFixture.concatenated;
import static io.github.modelconversion.input.tensor.SafetensorsFixture.entry;
import static io.github.modelconversion.input.tensor.SafetensorsFixture.length;
import static io.github.modelconversion.input.tensor.SafetensorsFixture.safetensors;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {

    private static final String REWRITE = ". Write it again with safetensors.torch.save_file";
    private static final String NO_HEADER =
            "data/a.safetensors: expected a JSON object with dtype, shape and data_offsets"
                    + " of each tensor in the header, found something else at ";

    @TempDir
    private Path directory;

    private Path file(String header, byte[] data) throws IOException {
        return write(directory, "a.safetensors", safetensors(header, data));
    }

    @Test
    void tensorsAreInNaturalOrderWithTheLastComputedOneLast() throws IOException {
        List<Tensor> tensors = tensors(Path.of("testdata", "containers", "reference.safetensors"));

        assertThat(tensors)
                .extracting(Tensor::name)
                .startsWith(
                        "model.embed_tokens", "model.layers.0.mlp", "model.layers.0.self_attn", "model.layers.1.mlp")
                .endsWith("model.norm", "tokens", "logits");
        assertThat(tensors)
                .filteredOn(tensor -> tensor.content() == Tensor.Content.INTEGERS)
                .extracting(Tensor::type)
                .containsExactly("I64");
    }

    /**
     * Bytes as {@code numpy.array([[1.5, -2, 0.25]], '<f2').tobytes().hex()} gives them; a bfloat16 is the upper half of a
     * float32.
     */
    @ParameterizedTest
    @CsvSource({
        "F16, FLOAT16, 6, 003e00c00034",
        "BF16, BFLOAT16, 6, c03f00c0803e",
        "F32, FLOAT32, 12, 0000c03f000000c00000803e",
        "F64, FLOAT64, 24, 000000000000f83f00000000000000c0000000000000d03f"
    })
    void readsEveryFloatType(String name, ElementType type, int bytes, String hex) throws IOException {
        Path file = file(
                "{" + entry("x", name, "[1,3,1]", 0, bytes) + "}  ",
                HexFormat.of().parseHex(hex));

        assertThat(values(file)).containsExactly(1.5, -2, 0.25);
        try (LogitsFile opened = tensors(file).get(0).open()) {
            assertThat(opened.source())
                    .isEqualTo(
                            new Source("data/a.safetensors: x", Format.of(Container.SAFETENSORS, type), Shape.flat(3)));
        }
    }

    @Test
    void readsEachTensorFromItsOffsetWhateverTheOrderInTheHeader() throws IOException {
        Path file = file(
                "{\"__metadata__\":{\"format\":\"pt\"}," + entry("b", "F32", "[2]", 4, 12) + ","
                        + entry("a", "F32", "[]", 0, 4) + "}",
                counting(3));

        assertThat(values(tensors(file).get(0))).containsExactly(0);
        assertThat(values(tensors(file).get(1))).containsExactly(1, 2);
    }

    @Test
    void refusesAnotherTypeWithItsName() throws IOException {
        Path file = file("{" + entry("x", "F8_E4M3", "[4]", 0, 4) + "}", counting(1));

        assertThat(tensors(file)).extracting(Tensor::content).containsExactly(Tensor.Content.UNREADABLE);
        assertRefused(
                file,
                "data/a.safetensors: x: expected a tensor of type F16, BF16, F32 or F64, found F8_E4M3. Convert it with"
                        + " .float() before it is saved");
    }

    @Test
    void refusesAFileThatWasCut() throws IOException {
        assertRefused(
                file("{" + entry("x", "F32", "[4]", 0, 16) + "}", counting(3)),
                "data/a.safetensors: expected 16 bytes of data from byte 63 on, found 12: the file was cut or is not all"
                        + " of one" + REWRITE);
    }

    @Test
    void refusesAHeaderThatIsLongerThanTheFile() throws IOException {
        assertRefused(
                write(directory, "a.safetensors", concatenated(length(100), new byte[10])),
                "data/a.safetensors: expected a header of 100 bytes from byte 8 on, found the end of the file at byte 18"
                        + REWRITE);
        assertRefused(
                write(directory, "a.safetensors", new byte[7]),
                "data/a.safetensors: expected the length of the header in 8 bytes, found 7 bytes in all" + REWRITE);
    }

    @ParameterizedTest
    @CsvSource({"16777217, 16777217", "-1, 18446744073709551615", "4611686018427387904, 4611686018427387904"})
    void takesNoMemoryForAHeaderOfAnAbsurdLength(long claimed, String shown) throws IOException {
        assertRefused(
                write(directory, "a.safetensors", concatenated(length(claimed), new byte[10])),
                "data/a.safetensors: expected a header of at most 16777216 bytes, found the length " + shown
                        + " at byte 0" + REWRITE);
    }

    @Test
    void acceptsTheSmallestAndTheGreatestHeaderLength() throws IOException {
        assertRefused(
                write(directory, "a.safetensors", concatenated(length(16_777_216), new byte[10])),
                "data/a.safetensors: expected a header of 16777216 bytes from byte 8 on, found the end of the file at"
                        + " byte 18" + REWRITE);
        assertRefused(write(directory, "a.safetensors", length(0)), NO_HEADER + "$" + REWRITE);
    }

    @Test
    void refusesTensorsThatOverlapOrLeaveAGap() throws IOException {
        assertRefused(
                file("{" + entry("a", "F32", "[2]", 0, 8) + "," + entry("b", "F32", "[2]", 4, 12) + "}", counting(3)),
                "data/a.safetensors: expected the data of b from byte 8 on, right after what comes before it, found"
                        + " data_offsets [4, 12]" + REWRITE);
        assertRefused(
                file("{" + entry("a", "F32", "[2]", 0, 8) + "," + entry("b", "F32", "[1]", 12, 16) + "}", counting(4)),
                "data/a.safetensors: expected the data of b from byte 8 on, right after what comes before it, found"
                        + " data_offsets [12, 16]" + REWRITE);
    }

    @Test
    void refusesAShapeThatDoesNotFitTheData() throws IOException {
        assertRefused(
                file("{" + entry("a", "F32", "[3]", 0, 8) + "}", counting(2)),
                "data/a.safetensors: a: expected 12 bytes for the shape [3] of F32, found data_offsets [0, 8]"
                        + REWRITE);
        assertRefused(
                file("{" + entry("a", "F32", "[4294967296,4294967296]", 0, 8) + "}", counting(2)),
                "data/a.safetensors: a: expected 73786976294838206464 bytes for the shape [4294967296, 4294967296]"
                        + " of F32, found data_offsets [0, 8]" + REWRITE);
        assertRefused(
                file("{" + entry("a", "F32", "[0]", 0, 0) + "}", new byte[0]),
                "data/a.safetensors: a: expected values, found an array of shape [0]. Run the tool that writes it again");
    }

    @Test
    void refusesTwoTensorsWithOneName() throws IOException {
        assertRefused(
                file("{" + entry("a", "F32", "[1]", 0, 4) + "," + entry("a", "F32", "[1]", 4, 8) + "}", counting(2)),
                "data/a.safetensors: expected each tensor once, found two called a" + REWRITE);
    }

    @Test
    void refusesANameThatCouldForgeALine() throws IOException {
        assertRefused(
                file("{" + entry("a\\u000a[INFO] PASS", "F32", "[1]", 0, 4) + "}", counting(1)),
                "data/a.safetensors: expected names of tensors of 1 to 1024 characters without control characters, found"
                        + " one of 13 characters with some" + REWRITE);
    }

    @Test
    void namesHaveAtMost1024Characters() throws IOException {
        String longest = "x".repeat(1024);

        assertThat(tensors(file("{" + entry(longest, "F32", "[1]", 0, 4) + "}", counting(1))))
                .extracting(Tensor::name)
                .containsExactly(longest);
        assertRefused(
                file("{" + entry(longest + "x", "F32", "[1]", 0, 4) + "}", counting(1)),
                "data/a.safetensors: expected names of tensors of 1 to 1024 characters without control characters, found"
                        + " one of 1025 characters" + REWRITE);
    }

    /** The format's own library ignores other fields too. */
    @ParameterizedTest
    @ValueSource(strings = {"'x':1", "'x':{'y':[null]}", "'strides':[1]"})
    void acceptsFurtherFieldsAndMissingMetadata(String field) throws IOException {
        String header = "{'__metadata__':null,'a':{'dtype':'F32','shape':[1]," + field + ",'data_offsets':[0,4]}}";
        assertThat(tensors(file(header.replace('\'', '"'), counting(1))))
                .extracting(Tensor::name)
                .containsExactly("a");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() throws IOException {
        byte[] header = "{\"\u00e9\":{}}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(
                write(directory, "a.safetensors", concatenated(length(header.length), header)),
                NO_HEADER + "$" + REWRITE);
    }

    /** Sizes from the format's specification, also of types that are never decoded. */
    @ParameterizedTest
    @CsvSource({"U8, 3, 4", "F8_E4M3, 4, 3", "F4, 4, 3", "F6_E2M3, 4, 4", "C64, 1, 4", "I16, 2, 8"})
    void refusesASizeThatContradictsTheShapeEvenIfNeverDecoded(String type, int values, int bytes) throws IOException {
        assertThatThrownBy(() -> tensors(file(
                        "{" + entry("a", "F32", "[1]", 0, 4) + "," + entry("b", type, "[" + values + "]", 4, 4 + bytes)
                                + "}",
                        new byte[4 + bytes])))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("data/a.safetensors", "b", type, "[4, " + (4 + bytes) + "]");
    }

    @ParameterizedTest
    @CsvSource({"62, ''", "63, ..."})
    void showsUpTo64CharactersOfAPlaceInTheHeader(int nameLength, String more) throws IOException {
        assertRefused(
                file("{\"" + "x".repeat(nameLength) + "\":[]}", counting(1)),
                NO_HEADER + "$." + "x".repeat(62) + more + REWRITE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                            | $",
                "{'a':{'dtype':'F32','shape':[1]}}                             | $.a",
                "{'a':{'dtype':'F32','data_offsets':[0,4]}}                    | $.a",
                "{'a':{'shape':[1],'data_offsets':[0,4]}}                      | $.a",
                "{'a':{'dtype':'','shape':[1],'data_offsets':[0,4]}}           | $.a",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}        | $.a",
                "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}       | $.a.shape[0]",
                "{'a':{'dtype':'F32','shape':[1.0],'data_offsets':[0,4]}}      | $.a.shape[0]",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4e0]}}      | $.a.data_offsets[1]",
                "{'a':{'dtype':'F32','shape':[1],'shape':[1]}}                 | $.a.shape",
                "{'\\ud800':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}  | $.?",
                "' {}'                                                         | $",
                "'\ufeff{}'                                                    | $",
                "{'a':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}      | $.a.shape[0]",
                "{'a':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}}      | $.a.shape[0]",
                "{'a':{'dtype':5,'shape':[1],'data_offsets':[0,4]}}            | $.a.dtype",
                "{'__metadata__':{'a':1}}                                      | $.__metadata__.a",
                "{} {}                                                         | $"
            })
    void refusesAHeaderWithOtherContents(String header, String place) throws IOException {
        assertRefused(file(header.replace('\'', '"'), counting(1)), NO_HEADER + place + REWRITE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}{} | $",
                "{x:{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | $.",
                "{'__metadata__':{'a':'\t'},'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | $.__metadata__.a",
                "{'__metadata__':{},'x':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'__metadata__':{}}"
                        + " | $.__metadata__"
            })
    void refusesAHeaderThatIsNotStrictJsonOrHasMore(String header, String place) throws IOException {
        assertThatThrownBy(() -> tensors(file(header.replace('\'', '"'), counting(1))))
                .isExactlyInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith(NO_HEADER + place);
    }
}
