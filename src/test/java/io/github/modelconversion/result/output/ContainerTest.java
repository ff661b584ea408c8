package io.github.modelconversion.result.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.input.tensor.ElementReading;
import io.github.modelconversion.input.tensor.LogitsFixture;
import io.github.modelconversion.input.tensor.NpyFixture;
import io.github.modelconversion.input.tensor.NpzFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {

    @ParameterizedTest
    @CsvSource({
        "pytorch-stories260K.bin, RAW",
        "data/pytorch-stories260K.npy, NPY",
        "llamacpp-v1.5.txt, TEXT",
        "a.npy.bin, RAW",
        "a.bin.gz, RAW",
        "a.npy.gz, NPY",
        ".txt, TEXT"
    })
    void isFoundByTheEnding(String name, Container expected) {
        assertThat(Container.of(Path.of(name))).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.pt", "a.bin.gz.gz", "a.gz", "bin", "a.zip", "a.bin/logits", "", "/"})
    void isNotFoundForAnyOtherName(String name) {
        assertThat(Container.of(Path.of(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"data/a.bin, a", "a.npy.gz, a", "a.b.txt, a.b", "a.pt, a.pt", "a.pt.gz, a.pt"})
    void theStemOfANameHasNoEnding(String name, String stem) {
        assertThat(Container.stem(Path.of(name))).isEqualTo(stem);
    }

    @Test
    void listsItsEndingsInSearchOrder() {
        assertThat(Container.endings()).isEqualTo(".bin, .npy, .txt, .npz, .safetensors, .gguf");
        assertThat(Container.values())
                .extracting(Container::ending)
                .containsExactly(".bin", ".npy", ".txt", ".npz", ".safetensors", ".gguf");
    }

    @ParameterizedTest
    @CsvSource({
        "RAW, FLOAT32, RAW_FLOAT32, float32",
        "RAW, BFLOAT16, RAW_BFLOAT16, bfloat16",
        "NPY, FLOAT16, NPY_FLOAT16, float16",
        "NPY, FLOAT64, NPY_FLOAT64, float64",
        "RAW, FLOAT16, RAW_FLOAT16, float16",
        "RAW, FLOAT64, RAW_FLOAT64, float64",
        "NPY, FLOAT32, NPY_FLOAT32, float32",
        "NPZ, FLOAT16, NPZ_FLOAT16, float16",
        "NPZ, FLOAT32, NPZ_FLOAT32, float32",
        "NPZ, FLOAT64, NPZ_FLOAT64, float64",
        "SAFETENSORS, FLOAT16, SAFETENSORS_FLOAT16, float16",
        "SAFETENSORS, BFLOAT16, SAFETENSORS_BFLOAT16, bfloat16",
        "SAFETENSORS, FLOAT32, SAFETENSORS_FLOAT32, float32",
        "SAFETENSORS, FLOAT64, SAFETENSORS_FLOAT64, float64",
        "GGUF, FLOAT16, GGUF_FLOAT16, float16",
        "GGUF, BFLOAT16, GGUF_BFLOAT16, bfloat16",
        "GGUF, FLOAT32, GGUF_FLOAT32, float32",
        "GGUF, FLOAT64, GGUF_FLOAT64, float64"
    })
    void namesTheFormatOfItsElements(Container container, ElementType type, String name, String words) {
        assertThat(Format.of(container, type)).isEqualTo(new Format(name, words));
    }

    @Test
    void aFormatIsFoundByItsName() {
        assertThat(Format.named("NPY_FLOAT16")).contains(Format.of(Container.NPY, ElementType.FLOAT16));
        assertThat(Format.named("RAW_BFLOAT16")).contains(new Format("RAW_BFLOAT16", "bfloat16"));
        assertThat(Format.named("TEXT")).contains(new Format("TEXT", "text"));
        assertThat(Format.named("KLD")).contains(new Format("KLD", "16-bit log-probability"));
        assertThat(Format.named("NPY")).isEmpty();
    }

    @Test
    void onlySafetensorsLoseTheOrderOfTheirTensors() {
        assertThat(Container.values())
                .filteredOn(container -> !container.keepsOrder())
                .containsExactly(Container.SAFETENSORS);
    }

    @Test
    void elementTypesHaveTheNamesThatTheParameterAccepts() {
        assertThat(ElementType.values())
                .filteredOn(ElementType::isFloat)
                .extracting(ElementType::abbreviation)
                .containsExactly("f16", "bf16", "f32", "f64");
        assertThat(ElementType.values())
                .filteredOn(type -> !type.isFloat())
                .extracting(ElementType::words)
                .containsExactly("int32", "int64");
    }

    @Test
    void aReadingThatNoSupportedFileHasIsNotAType() {
        assertThat(ElementReading.values())
                .extracting(ElementReading::words)
                .containsExactly("float32", "bfloat16", "float16", "float64", "big-endian float32");
        assertThat(ElementReading.BFLOAT16.type()).contains(ElementType.BFLOAT16);
        assertThat(ElementReading.BIG_ENDIAN_FLOAT32.type()).isEmpty();
    }

    @Test
    void onlyLogitsAreDistributions() {
        assertThat(OutputKind.values()).filteredOn(OutputKind::hasDistributions).containsExactly(OutputKind.LOGITS);
        assertThat(OutputKind.values()).extracting(OutputKind::suffix).containsExactly("", "-embeddings", "");
    }

    @Test
    void onlyTensorsOfFilesWithNamesAreNamed(@TempDir Path directory) throws IOException {
        byte[] array = NpyFixture.npy("<f4", false, "(1,)", LogitsFixture.counting(1));
        Path archive = LogitsFixture.write(
                directory, "a.npz", new NpzFixture().stored("x.npy", array).bytes());

        assertThat(LogitsFixture.tensors(archive).get(0).isNamed()).isTrue();
        assertThat(LogitsFixture.tensors(LogitsFixture.write(directory, "a.npy", array))
                        .get(0)
                        .isNamed())
                .isFalse();
    }
}
