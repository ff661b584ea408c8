package io.github.modelconversion.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.input.file.UnusableInputException;
import io.github.modelconversion.store.JsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalFolderTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeConfig() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
    }

    private void write(String shape, int bytes) throws IOException {
        byte[] header = ("{\"w\":{\"dtype\":\"BF16\",\"shape\":" + shape + ",\"data_offsets\":[0," + bytes + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(Long.BYTES + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(
                folder.resolve("model.safetensors"),
                file.putLong(header.length).put(header).array());
    }

    @Test
    void readsTensorsOfTheSizesOfTheirShapes() throws IOException {
        write("[3,2]", 12);

        assertThat(OriginalFolder.read(folder, "original").weights().tensors()).containsOnlyKeys("w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3,3]", "[3,1]", "[4294967296,4294967296]"})
    void refusesTensorsWithAnotherSize(String shape) throws IOException {
        write(shape, 12);

        assertThatThrownBy(() -> OriginalFolder.read(folder, "original"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll("original/model.safetensors", "w", "12");
    }

    @Test
    void refusesATensorThatIsInTwoFilesOfAnIndexAndNamesAllThree() throws IOException {
        write("[3,2]", 12);
        Files.copy(folder.resolve("model.safetensors"), folder.resolve("other.safetensors"));
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\": {\"w\": \"model.safetensors\", \"v\": \"other.safetensors\"}}");

        assertThatThrownBy(() -> OriginalFolder.read(folder, "original"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("original/other.safetensors: expected each tensor in one file, found w in ")
                .hasMessageContainingAll(" model.safetensors too", "model.safetensors.index.json");
    }

    /** Not to be taken for a folder without an index. */
    @Test
    void refusesAnIndexWithoutTensors() throws IOException {
        write("[3,2]", 12);
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"metadata\": {}, \"weight_map\": {}}");

        assertThatThrownBy(() -> OriginalFolder.read(folder, "original"))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("original/model.safetensors.index.json: ")
                .hasMessageContainingAll("found no tensor", "$.weight_map");
    }

    private void refused(Path path, String... facts) {
        assertThatThrownBy(() -> OriginalFolder.read(path, "original"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContainingAll(facts);
    }

    @Test
    void refusesWhatIsNoFolder() {
        refused(folder.resolve("missing"), "folder of the original model, found nothing", "modelPath");
        refused(folder.resolve("config.json"), "folder of the original model, found a file", "modelPath");
    }

    @Test
    void refusesAFolderWithoutConfigAndNamesMistralsFormat() throws IOException {
        Files.writeString(folder.resolve("params.json"), "{}");
        assertThat(OriginalFolder.read(folder, "original").weights().form()).isEqualTo(OriginalWeights.Form.NONE);
        Files.delete(folder.resolve("config.json"));
        refused(folder, "found params.json", "Mistral", "Hugging Face");
        Files.delete(folder.resolve("params.json"));
        refused(folder, "original/config.json: expected this file, found none");
    }

    @Test
    void knowsWhereTheValuesOfATensorAre() throws IOException {
        byte[] header = ("{\"v\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}")
                .getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("model.safetensors");
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + header.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file, bytes.putLong(header.length).put(header).array());

        OriginalTensor last = Objects.requireNonNull(
                OriginalFolder.read(folder, "original").weights().tensors().get("w"));

        assertThat(last.position()).isEqualTo(Files.size(file) - 4);
        assertThat(last.file()).isEqualTo(file);
    }

    @Test
    void readsTheHyperParameters() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"hidden_size\": 4}");

        assertThat(OriginalFolder.read(folder, "original").config().number("hidden_size"))
                .contains(4.0);
    }

    @Test
    void refusesAFileWithoutATensorThatTheIndexNames() throws IOException {
        write("[3,2]", 12);
        Files.writeString(
                folder.resolve("model.safetensors.index.json"),
                "{\"weight_map\": {\"w\": \"model.safetensors\", \"v\": \"model.safetensors\"}}");

        refused(folder, "original/model.safetensors", "the tensor v", "model.safetensors.index.json");
    }

    @Test
    void foldersAreNoWeightFiles() throws IOException {
        write("[3,2]", 12);
        Files.createDirectory(folder.resolve("model-old.safetensors"));

        assertThat(OriginalFolder.read(folder, "original").weights().files()).isOne();
    }

    @Test
    void picklesAreCountedButNotRead() throws IOException {
        Files.writeString(folder.resolve("pytorch_model-00001-of-00002.bin"), "");
        Files.writeString(folder.resolve("pytorch_model-00002-of-00002.bin"), "");

        OriginalWeights weights = OriginalFolder.read(folder, "original").weights();

        assertThat(weights.form()).isEqualTo(OriginalWeights.Form.PICKLE);
        assertThat(weights.files()).isEqualTo(2);
        assertThat(weights.tensors()).isEmpty();
    }
}
