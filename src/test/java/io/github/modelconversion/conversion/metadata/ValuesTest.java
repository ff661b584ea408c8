package io.github.modelconversion.conversion.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.GgufCopy;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as reports show them, and which of them agree. */
class ValuesTest {

    private static final String KEY = "k";

    @TempDir
    private Path directory;

    private GgufMetadata file(Consumer<GgufCopy> put) throws IOException {
        GgufCopy copy = GgufCopy.empty();
        put.accept(copy);
        return GgufMetadata.read(copy.write(directory.resolve("model.gguf")));
    }

    private String shown(Consumer<GgufCopy> put) throws IOException {
        GgufMetadata metadata = file(put);
        return Values.shown(metadata, value(metadata));
    }

    private static GgufValue value(GgufMetadata metadata) throws IOException {
        return metadata.value(KEY).orElseThrow();
    }

    private boolean agree(Object original, Consumer<GgufCopy> put) throws IOException {
        GgufMetadata metadata = file(put);
        return Values.agree(Expected.of("config.json", original), metadata, value(metadata));
    }

    @ParameterizedTest
    @CsvSource({"1e-5, 1e-5", "10000, 10000", "0.1, 0.1", "1.19023807, 1.1902381", "-0.5, -0.5"})
    void floatsAreShownWithTheFewestDigits(double stored, String text) throws IOException {
        assertThat(shown(file -> file.float32(KEY, stored))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "512, 512",
        "-1, -1",
        "0.25, 0.25",
        "1e-6, 1e-6",
        "999999999999999, 999999999999999",
        "1e15, 1e15",
        "-1e15, -1e15"
    })
    void numbersOfConfigJsonAreShownWithoutAPointIfTheyAreWhole(double stated, String text) {
        assertThat(Values.shown((Object) stated)).isEqualTo(text);
    }

    @Test
    void flagsAndTextsAreShownAsTheyAre() throws IOException {
        assertThat(shown(file -> file.bool(KEY, true))).isEqualTo("true");
        assertThat(shown(file -> file.uint32(KEY, 7))).isEqualTo("7");
        assertThat(shown(file -> file.text(KEY, "yarn"))).isEqualTo("yarn");
        assertThat(Values.shown((Object) "yarn")).isEqualTo("yarn");
    }

    @Test
    void textsAreShownOnOneLineAndAreCut() throws IOException {
        assertThat(shown(file -> file.text(KEY, "a\nb\u2028c"))).isEqualTo("a?b?c");
        assertThat(shown(file -> file.text(KEY, "x".repeat(80)))).isEqualTo("x".repeat(80));
        assertThat(shown(file -> file.text(KEY, "x".repeat(81)))).isEqualTo("x".repeat(80) + "...");
    }

    @Test
    void listsAreShownToTheEighthElement() throws IOException {
        assertThat(shown(file -> file.bools(KEY, true, false))).isEqualTo("[1, 0]");
        assertThat(shown(file -> file.float32s(KEY, 0.1f, 2))).isEqualTo("[0.1, 2]");
        assertThat(shown(file -> file.int32s(KEY, 1, 2, 3, 4, 5, 6, 7, 8))).isEqualTo("[1, 2, 3, 4, 5, 6, 7, 8]");
        assertThat(shown(file -> file.int32s(KEY, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
                .isEqualTo("[1, 2, 3, 4, 5, 6, 7, 8, ... 9 in all]");
        assertThat(Values.shown((Object) List.of(1.0, 0.5))).isEqualTo("[1, 0.5]");
    }

    @Test
    void listsOfTextsOrWithMoreElementsThanAModelHasLayersAreNotRead() throws IOException {
        assertThat(shown(file -> file.texts(KEY, List.of("a")))).isEqualTo("an array or a long text");
        assertThat(shown(file -> file.int32s(KEY, new int[4097]))).isEqualTo("an array or a long text");
        assertThat(shown(file -> file.int32s(KEY, new int[4096]))).endsWith("4096 in all]");
    }

    @Test
    void floatsAgreeIfTheyAreTheSameIn32Bits() throws IOException {
        assertThat(agree(0.1, file -> file.float32(KEY, 0.1))).isTrue();
        assertThat(agree(0.1, file -> file.float32(KEY, Math.nextUp(0.1f)))).isFalse();
        assertThat(agree(0.1, file -> file.float32s(KEY, 0.1f, 0.1f))).isTrue();
        assertThat(agree(List.of(0.1, 0.7), file -> file.float32s(KEY, 0.1f, 0.7f)))
                .isTrue();
        assertThat(agree(List.of(0.1, 0.7), file -> file.float32s(KEY, 0.1f, Math.nextUp(0.7f))))
                .isFalse();
    }

    /** Layers without attention have no key heads. */
    @Test
    void aNumberAgreesWithAListOfItAndOfZeros() throws IOException {
        assertThat(agree(8.0, file -> file.int32s(KEY, 0, 0, 8, 0))).isTrue();
        assertThat(agree(8.0, file -> file.int32s(KEY, 8, 8))).isTrue();
        assertThat(agree(8.0, file -> file.int32s(KEY, 8, 4))).isFalse();
        assertThat(agree(8.0, file -> file.int32s(KEY, 0, 0))).isFalse();
    }

    @Test
    void aListAgreesWithTheSameListOrWithTheNumberThatAllItsElementsAre() throws IOException {
        assertThat(agree(List.of(2.0, 4.0), file -> file.int32s(KEY, 2, 4))).isTrue();
        assertThat(agree(List.of(2.0, 4.0), file -> file.int32s(KEY, 4, 2))).isFalse();
        assertThat(agree(List.of(2.0, 4.0), file -> file.int32s(KEY, 2, 4, 4))).isFalse();
        assertThat(agree(Collections.nCopies(3, 2.0), file -> file.uint32(KEY, 2)))
                .isTrue();
        assertThat(agree(Collections.nCopies(3, 2.0), file -> file.uint32(KEY, 4)))
                .isFalse();
        assertThat(agree(List.of(2.0, 4.0), file -> file.uint32(KEY, 2))).isFalse();
    }

    @Test
    void valuesOfDifferentKindsDiffer() throws IOException {
        assertThat(agree(1.0, file -> file.bool(KEY, true))).isFalse();
        assertThat(agree(true, file -> file.uint32(KEY, 1))).isFalse();
        assertThat(agree("1", file -> file.uint32(KEY, 1))).isFalse();
        assertThat(agree("yarn", file -> file.text(KEY, "yarn"))).isTrue();
        assertThat(agree(true, file -> file.bool(KEY, true))).isTrue();
        assertThat(agree(true, file -> file.bool(KEY, false))).isFalse();
    }

    @Test
    void oneOfSeveralAllowedValuesIsEnough() throws IOException {
        Expected allowed = Expected.of("config.json", 1.0).orAlso(Expected.of("config.json", 16.0));
        GgufMetadata metadata = file(copy -> copy.uint32(KEY, 16));

        assertThat(Values.agree(allowed, metadata, value(metadata))).isTrue();
        assertThat(allowed.value()).isEqualTo(1.0);
    }
}
