package io.github.modelconversion.weight.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.modelconversion.result.output.TensorType;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every decoder guarantees. The expected values are gguf-py's. */
class WeightDecoderTest {

    static Stream<ReferenceBlocks> references() {
        return ReferenceBlocks.all()
                .filter(reference -> WeightTypes.of(reference.type()).isPresent());
    }

    static Stream<TensorType> types() {
        return Arrays.stream(TensorType.values())
                .filter(type -> WeightTypes.of(type).isPresent());
    }

    @ParameterizedTest
    @MethodSource("references")
    void everyBitMatchesTheReference(ReferenceBlocks reference) {
        assertThat(bits(decode(reference, reference.count()))).isEqualTo(bits(reference.values()));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeHasAReference(TensorType type) {
        assertThat(references().map(ReferenceBlocks::type).anyMatch(type::equals) || type == TensorType.F64)
                .as("src/test/resources/weights has blocks of %s: add it to make.py and run that", type)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("references")
    void blocksDecodeTheSameBlockByBlock(ReferenceBlocks reference) {
        assertThat(bits(decode(reference, 1))).isEqualTo(bits(reference.values()));
    }

    @ParameterizedTest
    @MethodSource("references")
    void stepsAreTheSameBlockByBlock(ReferenceBlocks reference) {
        WeightDecoder decoder = decoder(reference.type());
        float[] together = new float[reference.values().length];
        decoder.steps(reference.blocks(), 0, reference.count(), together, 0);
        float[] single = new float[together.length];
        for (int block = 0; block < reference.count(); block++) {
            decoder.steps(reference.blocks(), block * decoder.blockBytes(), 1, single, block * decoder.blockWeights());
        }
        assertThat(single).isEqualTo(together);
    }

    @ParameterizedTest
    @MethodSource("references")
    void nothingIsWrittenOutsideTheBlocks(ReferenceBlocks reference) {
        WeightDecoder decoder = decoder(reference.type());
        byte[] source = new byte[decoder.blockBytes() + 7];
        System.arraycopy(reference.blocks(), 0, source, 3, decoder.blockBytes());
        float[] values = new float[decoder.blockWeights() + 9];
        Arrays.fill(values, 77);
        float[] steps = values.clone();
        decoder.decode(source, 3, 1, values, 5);
        decoder.steps(source, 3, 1, steps, 5);
        float[] expected = Arrays.copyOf(reference.values(), decoder.blockWeights());
        assertThat(bits(Arrays.copyOfRange(values, 5, 5 + expected.length))).isEqualTo(bits(expected));
        for (float[] written : new float[][] {values, steps}) {
            assertThat(Arrays.copyOf(written, 5)).containsOnly(77);
            assertThat(Arrays.copyOfRange(written, 5 + expected.length, written.length))
                    .containsOnly(77);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void truncatedBlocksAreRefused(TensorType type) {
        WeightDecoder decoder = decoder(type);
        byte[] source = new byte[2 * decoder.blockBytes()];
        float[] values = new float[2 * decoder.blockWeights()];
        for (int[] wrong : new int[][] {
            {1, 2, 0}, {0, 2, 1}, {-1, 1, 0}, {0, 1, -1}, {0, -1, 0}, {0, 3, 0}, {0, Integer.MAX_VALUE, 0}
        }) {
            assertThatThrownBy(() -> decoder.decode(source, wrong[0], wrong[1], values, wrong[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> decoder.steps(source, wrong[0], wrong[1], values, wrong[2]))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        decoder.decode(source, source.length, 0, values, values.length);
    }

    @ParameterizedTest
    @MethodSource("types")
    void zerosAreZeroWeights(TensorType type) {
        WeightDecoder decoder = decoder(type);
        float[] values = new float[decoder.blockWeights()];
        decoder.decode(new byte[decoder.blockBytes()], 0, 1, values, 0);
        for (float value : values) {
            assertThat(Math.abs(value)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anyBytesDecode(TensorType type) {
        WeightDecoder decoder = decoder(type);
        Random random = new Random(1);
        byte[] source = new byte[64 * decoder.blockBytes()];
        float[] values = new float[64 * decoder.blockWeights()];
        float[] steps = new float[values.length];
        for (int round = 0; round < 50; round++) {
            random.nextBytes(source);
            decoder.decode(source, 0, 64, values, 0);
            decoder.steps(source, 0, 64, steps, 0);
        }
        assertThat(bits(values)).isNotEqualTo(bits(new float[values.length]));
    }

    /**
     * The offset of the binary16 scale in bytes. MXFP4 and NVFP4 have no infinite scales; IQ1_M spreads its scale over four
     * bytes.
     */
    @ParameterizedTest
    @CsvSource({
        "Q4_0, 0",
        "Q4_1, 0",
        "Q5_0, 0",
        "Q5_1, 2",
        "Q8_0, 0",
        "Q2_K, 80",
        "Q3_K, 108",
        "Q4_K, 2",
        "Q5_K, 0",
        "Q6_K, 208",
        "IQ4_NL, 0",
        "IQ4_XS, 0",
        "TQ1_0, 52",
        "TQ2_0, 64",
        "IQ3_XXS, 0",
        "IQ3_S, 0",
        "IQ2_XXS, 0",
        "IQ2_XS, 0",
        "IQ2_S, 0",
        "IQ1_S, 0",
    })
    void infiniteAndUndefinedScalesMakeNoFiniteWeights(TensorType type, int scale) {
        byte[] block = ReferenceBlocks.random(type).blocks();
        float[] values = new float[type.blockValues()];
        for (byte upper : new byte[] {0x7c, (byte) 0xfc, 0x7e}) {
            block[scale] = 0;
            block[scale + 1] = upper;
            decoder(type).decode(block, 0, 1, values, 0);
            for (float value : values) {
                assertThat(Float.isFinite(value)).isFalse();
            }
        }
    }

    @Test
    void integerTypesHaveNoDecoder() {
        assertThat(WeightTypes.of(TensorType.I32)).isEmpty();
        assertThat(WeightTypes.ofSafetensors("I64")).isEmpty();
    }

    private static float[] decode(ReferenceBlocks reference, int atOnce) {
        WeightDecoder decoder = decoder(reference.type());
        float[] values = new float[reference.values().length];
        for (int block = 0; block < reference.count(); block += atOnce) {
            decoder.decode(
                    reference.blocks(), block * decoder.blockBytes(), atOnce, values, block * decoder.blockWeights());
        }
        return values;
    }

    private static WeightDecoder decoder(TensorType type) {
        return WeightTypes.of(type).orElseThrow();
    }

    /** Returns the bits of values: 0 and −0 differ, all NaN are equal. */
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }

    /** The code 2 stands for 1, and the scale is 2 to the power of its byte minus 127: OCP specification of MX formats. */
    @ParameterizedTest
    @CsvSource({"0, 0x1p-127", "1, 0x1p-126", "2, 0x1p-125", "127, 1", "254, 0x1p127"})
    void scalesOfFourBitFloatsArePowersOfTwo(int scale, Float expected) {
        byte[] block = new byte[17];
        block[0] = (byte) scale;
        block[1] = 2;
        float[] values = new float[32];

        WeightTypes.of(TensorType.MXFP4).orElseThrow().decode(block, 0, 1, values, 0);

        assertThat(values).startsWith(expected, 0).containsOnlyOnce(expected);
    }
}
