package io.github.modelconversion.weight.type.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The quantizers against blocks that llama-quantize wrote from the same weights. */
class QuantizersTest {

    private static final Path FOLDER = Path.of("src/test/resources/weights/real");

    @ParameterizedTest
    @EnumSource(
            names = {
                "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "IQ4_XS",
                "TQ1_0", "TQ2_0", "MXFP4"
            })
    void theBlocksAreThoseOfLlamaQuantize(TensorType type) throws IOException {
        float[] weights = decode(TensorType.F16, Files.readAllBytes(FOLDER.resolve(type + ".f16")));
        assertThat(Quantizers.quantize(type, weights)).isEqualTo(Files.readAllBytes(FOLDER.resolve(type + ".blocks")));
    }

    private static float[] decode(TensorType type, byte[] blocks) {
        WeightDecoder decoder = WeightTypes.of(type).orElseThrow();
        int count = blocks.length / decoder.blockBytes();
        float[] values = new float[count * decoder.blockWeights()];
        decoder.decode(blocks, 0, count, values, 0);
        return values;
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void everyFloatIsTheNearestOne(TensorType type) {
        Random random = new Random(1);
        WeightDecoder decoder = WeightTypes.of(type).orElseThrow();
        for (int i = 0; i < 20_000; i++) {
            float value = (float) Math.scalb(random.nextGaussian(), random.nextInt(26) - 20);
            byte[] bytes = Quantizers.quantize(type, new float[] {value});
            float[] step = new float[1];
            decoder.steps(bytes, 0, 1, step, 0);
            assertThat(Math.abs((double) decode(type, bytes)[0] - value)).isLessThanOrEqualTo(step[0] / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "65519, 65504",
        "65520, Infinity",
        "0x1.002p0, 1",
        "0x1.006p0, 0x1.008p0",
        "0x1p-25, 0",
        "0x1.8p-24, 0x1p-23",
        "-0x1.ffep-15, -0x1p-14"
    })
    void halvesAreRoundedToEven(float value, float expected) {
        assertThat(decode(TensorType.F16, Quantizers.quantize(TensorType.F16, new float[] {value})))
                .containsExactly(expected);
    }

    @Test
    void partsOfBlocksAreRefused() {
        assertThatThrownBy(() -> Quantizers.quantize(TensorType.Q8_0, new float[33]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
