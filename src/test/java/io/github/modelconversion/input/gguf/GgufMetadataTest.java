package io.github.modelconversion.input.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufMetadataTest {

    private static final Path REAL = Path.of("testdata", "stories260K", "gguf", "stories260K-f16.gguf");

    @TempDir
    private Path directory;

    private GgufMetadata read(GgufFixture fixture) throws IOException {
        return GgufMetadata.read(Files.write(directory.resolve("model.gguf"), fixture.bytes()));
    }

    @Test
    void readsNumbersOfAllTypes() throws IOException {
        GgufMetadata metadata = read(GgufFixture.header(3, 0, 9)
                .text("u8")
                .int32(0)
                .raw("\u0007")
                .text("i16")
                .int32(3)
                .raw("\u0001\u0002")
                .text("i32")
                .int32(5)
                .int32(-3)
                .text("f32")
                .int32(6)
                .int32(Float.floatToIntBits(1e-5f))
                .text("yes")
                .int32(7)
                .raw("\u0001")
                .text("no")
                .int32(7)
                .raw("\u0000")
                .text("u64")
                .int32(10)
                .int64(Long.MAX_VALUE)
                .text("i64")
                .int32(11)
                .int64(-1)
                .text("f64")
                .int32(12)
                .int64(Double.doubleToLongBits(0.1)));

        assertThat(metadata.whole("u8")).hasValue(7);
        assertThat(metadata.whole("i16")).hasValue(0x0201);
        assertThat(metadata.whole("i32")).hasValue(-3);
        assertThat(metadata.value("f32")).hasValue(new GgufValue.Real(1e-5f, true));
        assertThat(metadata.flag("yes")).hasValue(true);
        assertThat(metadata.flag("no")).hasValue(false);
        assertThat(metadata.whole("u64")).hasValue(Long.MAX_VALUE);
        assertThat(metadata.whole("i64")).hasValue(-1);
        assertThat(metadata.value("f64")).hasValue(new GgufValue.Real(0.1, false));
        assertThat(metadata.number("f64")).hasValue(0.1);
        assertThat(metadata.number("u8")).hasValue(7);
        assertThat(metadata.values().keySet())
                .containsExactly("u8", "i16", "i32", "f32", "yes", "no", "u64", "i64", "f64");
    }

    @Test
    void isEmptyForKeysThatAreAbsentOrOfAnotherType() throws IOException {
        GgufMetadata metadata = read(GgufFixture.header(3, 0, 1).string("a", "text"));

        assertThat(metadata.value("b")).isEmpty();
        assertThat(metadata.text("b")).isEmpty();
        assertThat(metadata.whole("a")).isEmpty();
        assertThat(metadata.number("a")).isEmpty();
        assertThat(metadata.flag("a")).isEmpty();
        assertThat(metadata.array("a")).isEmpty();
    }

    @Test
    void readsShortAndLongTexts() throws IOException {
        String template = "{{ x }}".repeat(1000);
        GgufMetadata metadata =
                read(GgufFixture.header(3, 0, 2).string("short", "gguf").string("long", template));

        assertThat(metadata.text("short")).hasValue("gguf");
        assertThat(metadata.text("long")).hasValue(template);
    }

    @Test
    void refusesTextsAboveFourMebibytesOnlyWhenTheyAreNeeded() throws IOException {
        GgufMetadata metadata = read(GgufFixture.header(3, 0, 1).string("long", "x".repeat((4 << 20) + 1)));

        assertThatThrownBy(() -> metadata.text("long"))
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("long", "4194304", "4194305");
    }

    @Test
    void visitsArraysOfNumbersBooleansAndTexts() throws IOException {
        GgufMetadata metadata = read(GgufFixture.header(3, 0, 4)
                .text("layers")
                .int32(9)
                .int32(5)
                .int64(3)
                .int32(8)
                .int32(0)
                .int32(-1)
                .text("scores")
                .int32(9)
                .int32(6)
                .int64(2)
                .int32(Float.floatToIntBits(-1.5f))
                .int32(0)
                .text("pattern")
                .int32(9)
                .int32(7)
                .int64(3)
                .raw("\u0001\u0000\u0001")
                .text("tokens")
                .int32(9)
                .int32(8)
                .int64(3)
                .text("a")
                .text("")
                .text("\u00fc"));

        assertThat(metadata.array("tokens")).hasValueSatisfying(array -> {
            assertThat(array.type()).isEqualTo(GgufType.STRING);
            assertThat(array.length()).isEqualTo(3);
        });
        assertThat(numbers(metadata, "layers")).containsExactly(8.0, 0.0, -1.0);
        assertThat(numbers(metadata, "scores")).containsExactly(-1.5, 0.0);
        assertThat(numbers(metadata, "pattern")).containsExactly(1.0, 0.0, 1.0);
        List<String> texts = new ArrayList<>();
        metadata.visitTexts(
                metadata.array("tokens").orElseThrow(),
                (index, bytes) -> texts.add(index + new String(bytes, StandardCharsets.UTF_8)));
        assertThat(texts).containsExactly("0a", "1", "2\u00fc");
        assertThatThrownBy(() -> numbers(metadata, "tokens")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metadata.visitTexts(metadata.array("layers").orElseThrow(), (index, bytes) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reportsAFileThatWasCutBeforeAnArrayIsVisited() throws IOException {
        byte[] whole = GgufFixture.header(3, 0, 1)
                .text("tokens")
                .int32(9)
                .int32(8)
                .int64(2)
                .text("first")
                .text("second")
                .bytes();
        Path file = Files.write(directory.resolve("cut.gguf"), whole);
        GgufMetadata metadata = GgufMetadata.read(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> metadata.visitTexts(metadata.array("tokens").orElseThrow(), (index, bytes) -> {}))
                .isInstanceOf(GgufException.class);
    }

    @Test
    void readsArchitectureTokensAndTensorsOfARealFile() throws IOException {
        GgufMetadata metadata = GgufMetadata.read(REAL);

        assertThat(metadata.text("general.architecture")).hasValue("llama");
        assertThat(metadata.number("llama.attention.layer_norm_rms_epsilon")).hasValue(1e-5f);
        assertThat(metadata.array("tokenizer.ggml.tokens").orElseThrow().length())
                .isEqualTo(512);
        List<String> tokens = new ArrayList<>();
        metadata.visitTexts(
                metadata.array("tokenizer.ggml.tokens").orElseThrow(),
                (index, bytes) -> tokens.add(new String(bytes, StandardCharsets.UTF_8)));
        assertThat(tokens).hasSize(512).startsWith("<unk>");
        assertThat(numbers(metadata, "tokenizer.ggml.token_type")).hasSize(512).startsWith(2.0, 3.0, 3.0);
        try (InputStream in = Files.newInputStream(REAL)) {
            assertThat(metadata.directory()).isEqualTo(GgufDirectory.read(in, Files.size(REAL)));
        }
    }

    @Test
    void refusesDuplicateTensorNamesAndKeys() {
        assertThatThrownBy(
                        () -> read(GgufFixture.header(3, 2, 0).tensor("t", 0, 1).tensor("t", 0, 1)))
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("t", "twice");
        assertThatThrownBy(() -> read(GgufFixture.header(3, 0, 2).number("k", 1).number("k", 1)))
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("k", "again");
    }

    @Test
    void refusesMoreTensorsAndEntriesThanAnyModelHas() {
        assertThatThrownBy(() -> read(GgufFixture.header(3, 0, 65_537).raw("x".repeat(1 << 20))))
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("65536 entries", "65537");
        assertThatThrownBy(() -> read(GgufFixture.header(3, 65_537, 0).raw("x".repeat(2 << 20))))
                .isInstanceOf(GgufException.class)
                .hasMessageContainingAll("65536 tensors", "65537");
    }

    private static List<Double> numbers(GgufMetadata metadata, String key) throws IOException {
        List<Double> numbers = new ArrayList<>();
        metadata.visitNumbers(metadata.array(key).orElseThrow(), (index, value) -> numbers.add(value));
        return numbers;
    }
}
