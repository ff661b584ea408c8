package io.github.modelconversion.weight.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.output.TensorType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All numbers are small integers and powers of two, so every expected sum is exact. */
class PairAccumulatorTest {

    private static final int PIECE = 256;
    private static final int BLOCK = 32;

    private static final Tolerance FLOATS = Tolerance.of(TensorType.F32, false);
    private static final Tolerance BLOCKS = Tolerance.of(TensorType.Q8_0, false);
    private static final Tolerance WITH_IMATRIX = Tolerance.of(TensorType.Q4_K, true);

    private static TensorMeasurement measure(Tolerance tolerance, float[] references, float[] tests, float... steps) {
        PairAccumulator accumulator = new PairAccumulator(tolerance);
        accumulator.add(0, references, tests, steps, references.length);
        return accumulator.measurement();
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    /** Errors of 1, -2 and -3. */
    @Test
    void addsUpAnOddNumberOfPairs() {
        assertThat(measure(FLOATS, new float[] {2, -4, 8}, new float[] {3, -6, 5}, 2, 4, 3)
                        .sums())
                .isEqualTo(new WeightSums(3, 1 + 4 + 9, 4 + 16 + 64, 2 + 8 - 24, 4 + 16 + 9));
    }

    /** One weight in the first piece is off by 1, two in the second, each with a step of 1. */
    @Test
    void addsUpPieces() {
        float[] references = filled(2 * PIECE, 1);
        float[] tests = references.clone();
        tests[7] = 2;
        tests[PIECE] = 0;
        tests[2 * PIECE - 1] = 0;

        TensorMeasurement measured = measure(FLOATS, references, tests, filled(2 * PIECE, 1));

        assertThat(measured.sums()).isEqualTo(new WeightSums(2 * PIECE, 3, 2 * PIECE, -1, 2 * PIECE));
        assertThat(measured.off()).isEqualTo(3);
        assertThat(measured.gross()).isEqualTo(3);
        assertThat(measured.offShare()).isEqualTo(3 / 512.0);
        assertThat(TensorMeasurement.NONE.offShare()).isZero();
    }

    /** Eight bits round by at most one part in 256, cut by one in 128. */
    @Test
    void aFloatIsGrossIfItIsOffByMoreThanCuttingToEightBits() {
        float[] references = {128, 128, -128, -128};

        assertThat(measure(FLOATS, references, new float[] {129, 129.5f, -127, -126.5f}, new float[4])
                        .gross())
                .isEqualTo(2);
    }

    @Test
    void countsAPieceOnceHoweverManyOfItsBlocksAreWrong() {
        float[] references = filled(3 * PIECE, 1);
        float[] tests = references.clone();
        Arrays.fill(tests, 0, 2 * BLOCK, -1);
        Arrays.fill(tests, 2 * PIECE - BLOCK, 2 * PIECE, -1);

        assertThat(measure(BLOCKS, references, tests, new float[3 * PIECE]).apart())
                .isEqualTo(2);
    }

    /** The smallest scale of Q8_0 is 2^-24, so a block whose largest weight is below 127 * 2^-25 becomes zero. */
    @Test
    void aBlockThatIsTooSmallForItsScaleIsNotApart() {
        float[] zeros = new float[PIECE];

        assertThat(measure(BLOCKS, filled(PIECE, 126 * 0x1p-25f), zeros, zeros).apart())
                .isZero();
        assertThat(measure(BLOCKS, filled(PIECE, 5.2e-6f), filled(PIECE, 0.5e-6f), zeros)
                        .apart())
                .isZero();
        assertThat(measure(BLOCKS, filled(PIECE, 1e-5f), zeros, zeros).apart()).isOne();
        assertThat(measure(FLOATS, filled(PIECE, 1e-9f), zeros, zeros).apart()).isOne();
    }

    /**
     * A piece has 16 groups. Those that are three times too large have a cosine of 1 with the original, those with alternating signs
     * one of 0; the mean of the squares must be at least 0.3.
     */
    @ParameterizedTest
    @CsvSource({"16, 0", "5, 0", "4, 1", "0, 1"})
    void withAnImatrixAPieceMayBeScaledIfItsGroupsResembleTheOriginal(int resembling, int apart) {
        float[] references = filled(PIECE, 1);
        float[] tests = filled(PIECE, 3);
        for (int i = resembling * 16 + 1; i < PIECE; i += 2) {
            tests[i] = -3;
        }

        assertThat(measure(WITH_IMATRIX, references, tests, new float[PIECE]).apart())
                .isEqualTo(apart);
    }

    @Test
    void startsAgainOnceCleared() {
        PairAccumulator accumulator = new PairAccumulator(FLOATS);
        accumulator.add(0, new float[] {1}, new float[] {2}, new float[1], 1);
        accumulator.clear();

        assertThat(accumulator.measurement()).isEqualTo(TensorMeasurement.NONE);
    }
}
