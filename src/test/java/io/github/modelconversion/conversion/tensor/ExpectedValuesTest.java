package io.github.modelconversion.conversion.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.WeightValues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of an original folder with a matrix of 8-bit floats, one scale for each block of 2 by 2. */
class ExpectedValuesTest {

    /** 1, 2 and 0.5 as E4M3, three times. */
    private static final byte[] CODES = {0x38, 0x40, 0x30, 0x38, 0x40, 0x30, 0x38, 0x40, 0x30};

    private static final float[] SCALES = {1, 2, 4, 8};

    @TempDir
    private Path directory;

    private final OpenFiles files = new OpenFiles();

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private ExpectedValues values(String config) throws IOException {
        byte[] header = ("{\"w.weight\": {\"dtype\": \"F8_E4M3\", \"shape\": [3, 3], \"data_offsets\": [0, 9]},"
                        + " \"w.weight_scale_inv\": {\"dtype\": \"F32\", \"shape\": [2, 2], \"data_offsets\": [9, 25]}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + 25).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header).put(CODES);
        for (float scale : SCALES) {
            file.putFloat(scale);
        }
        Files.write(directory.resolve("model.safetensors"), file.array());
        Files.writeString(directory.resolve("config.json"), config.replace('\'', '"'));
        return new ExpectedValues(OriginalFolder.read(directory, "original"), files);
    }

    private static TensorEntry entry(String name, Operation operation, List<String> sources, Long... found) {
        return new TensorEntry(
                name, sources, operation, List.of(), List.of(found), TensorValues.NONE, TensorEntry.Verdict.AGREES);
    }

    private static TensorEntry matrix() {
        return entry("t.weight", Operation.IDENTITY, List.of("w.weight"), 3L, 3L);
    }

    private static float[] read(WeightValues values) throws IOException {
        float[] all = new float[(int) values.count()];
        values.read(0, all.length, all, 0);
        return all;
    }

    @Test
    void areMultipliedByTheScalesOfTheirBlocks() throws IOException {
        ExpectedValues values = values("{'quantization_config': {'weight_block_size': [2, 2]}}");

        assertThat(read(values.open(matrix()).orElseThrow())).containsExactly(1, 2, 1, 1, 2, 1, 4, 8, 4);
        assertThat(values.bytes(matrix())).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0, 2]", "[1048576, 2]", "[2]", "['x', 2]", "[1, 1]"})
    void areUnknownIfTheSizeOfTheBlocksIs(String size) throws IOException {
        assertThat(values("{'quantization_config': {'weight_block_size': " + size + "}}")
                        .open(matrix()))
                .isEmpty();
    }

    @Test
    void areThoseOfConfigJsonIfTheirNumberFits() throws IOException {
        ExpectedValues values = values("{'rope_scaling': {'long_factor': [1.5, 2]}}");
        List<String> none = List.of();

        Optional<WeightValues> fitting = values.open(entry("rope_factors_long.weight", Operation.GENERATED, none, 2L));

        assertThat(read(fitting.orElseThrow())).containsExactly(1.5f, 2);
        assertThat(values.open(entry("rope_factors_long.weight", Operation.GENERATED, none, 3L)))
                .isEmpty();
        assertThat(values.open(entry("t.weight", Operation.UNCHECKED, none, 3L)))
                .isEmpty();
        assertThat(values.bytes(entry("t.weight", Operation.UNCHECKED, none, 3L)))
                .isZero();
    }
}
