package io.github.modelconversion.weight.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.output.TensorType;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps against the values that blocks with the same scales can represent, taken from 4 000 random codes. */
class StepsTest {

    private static final int VARIANTS = 4_000;

    /**
     * The byte range of the codes (in IQ2_XXS only those of the first eight weights, as codes and scales alternate), the
     * end of the words that hold parts of codes next to a scale, and the mask of their code bits.
     */
    private static final String CODES = """
            Q4_0, 2, 18, 0, 0
            Q4_1, 4, 20, 0, 0
            Q5_0, 2, 22, 0, 0
            Q5_1, 4, 24, 0, 0
            Q8_0, 2, 34, 0, 0
            Q2_K, 16, 80, 0, 0
            Q3_K, 0, 96, 0, 0
            Q4_K, 16, 144, 0, 0
            Q5_K, 16, 176, 0, 0
            Q6_K, 0, 192, 0, 0
            IQ4_NL, 2, 18, 0, 0
            IQ4_XS, 8, 136, 0, 0
            TQ1_0, 0, 52, 0, 0
            TQ2_0, 0, 64, 0, 0
            MXFP4, 1, 17, 0, 0
            NVFP4, 4, 36, 0, 0
            IQ3_XXS, 2, 66, 0, 0
            IQ3_S, 2, 106, 0, 0
            IQ2_XXS, 2, 3, 0, 0
            IQ2_XS, 2, 66, 0, 0
            IQ2_S, 2, 74, 0, 0
            IQ1_S, 2, 34, 50, 0x0fff
            IQ1_M, 0, 32, 48, 0x7777
            F16, 0, 1, 0, 0
            BF16, 0, 1, 0, 0
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CODES)
    void aStepIsTheDistanceToTheNeighbours(TensorType type, int from, int to, int toWords, String mask) {
        ReferenceBlocks reference = ReferenceBlocks.random(type);
        WeightDecoder decoder = WeightTypes.of(type).orElseThrow();
        int checked = type == TensorType.IQ2_XXS ? 8 : decoder.blockWeights();
        byte[] block = reference.blocks().clone();
        Random random = new Random(1);
        List<TreeSet<Float>> representable =
                Stream.generate(TreeSet<Float>::new).limit(checked).toList();
        float[] values = new float[decoder.blockWeights()];
        for (int variant = 0; variant < VARIANTS; variant++) {
            for (int i = from; i < to; i++) {
                block[i] = (byte) random.nextInt();
            }
            for (int i = to; i < toWords; i++) {
                int bits = Integer.decode(mask) >> ((i - to) % Short.BYTES * Byte.SIZE);
                block[i] = (byte) ((block[i] & ~bits) | (random.nextInt() & bits));
            }
            decoder.decode(block, 0, 1, values, 0);
            for (int i = 0; i < checked; i++) {
                representable.get(i).add(values[i] + 0f);
            }
        }
        float[] steps = new float[values.length];
        decoder.steps(block, 0, 1, steps, 0);
        for (int i = 0; i < checked; i++) {
            float value = values[i] + 0f;
            Float lower = representable.get(i).lower(value);
            Float higher = representable.get(i).higher(value);
            float distance = Math.max(lower == null ? 0 : value - lower, higher == null ? 0 : higher - value);
            assertThat(steps[i])
                    .as("weight %d", i)
                    .isCloseTo(distance, Offset.offset(4 * Math.ulp(value) + 1e-5f * distance));
        }
    }

    @Test
    void everyTypeWithStepsIsTried() {
        assertThat(CODES.lines().map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyInAnyOrderElementsOf(WeightDecoderTest.types()
                        .map(TensorType::name)
                        .filter(type -> !type.equals("F32") && !type.equals("F64"))
                        .toList());
    }

    /** The ends of the exponent range, and zero. */
    @ParameterizedTest
    @CsvSource({
        "F16, 0x0000, 0x1p-24",
        "F16, 0x03ff, 0x1p-24",
        "F16, 0x0400, 0x1p-24",
        "F16, 0x0800, 0x1p-23",
        "F16, 0x3c00, 0x1p-10",
        "F16, 0xbfff, 0x1p-10",
        "F16, 0x7bff, 0x1p5",
        "BF16, 0x0000, 0x1p-133",
        "BF16, 0x0080, 0x1p-133",
        "BF16, 0x3f80, 0x1p-7",
        "BF16, 0xff7f, 0x1p120",
    })
    void floatsHaveTheStepOfTheirExponent(TensorType type, String bits, float expected) {
        int number = Integer.decode(bits);
        float[] steps = new float[1];
        WeightTypes.of(type).orElseThrow().steps(new byte[] {(byte) number, (byte) (number >> 8)}, 0, 1, steps, 0);
        assertThat(steps[0]).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"F32", "F64"})
    void exactTypesHaveNoStep(TensorType type) {
        WeightDecoder decoder = WeightTypes.of(type).orElseThrow();
        float[] steps = {1, 1, 1};
        decoder.steps(new byte[] {0, 0, 0, 0, 0, 0, (byte) 0xf0, 0x7f}, 0, 1, steps, 1);
        assertThat(steps).containsExactly(1, 0, 1);
    }
}
