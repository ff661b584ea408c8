package io.github.modelconversion.weight.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.result.output.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Judges measurements near the limits of weight-types.md. Of Q4_0 they are: NMSE 7.35e-3 (usual), 1.84e-2 (warning) and 2.94e-2 (too
 * large); 7.6 % of the weights off; slopes of 0.988 to 1.004.
 */
class WeightJudgeTest {

    private static final long WEIGHTS = 1L << 40;

    /** Σ step² per weight that explains an NMSE of 0.05 of Q4_0: errors may be 1.5 * 1.2 times step² / 12. */
    private static final double LARGE_STEPS = 0.05 * 12 / 1.8;

    private static final NonFiniteCount ONE = new NonFiniteCount(1, 0);

    private static Grade judge(TensorType type, TensorMeasurement measured) {
        return WeightJudge.judge(Tolerance.of(type, false), true, measured);
    }

    /** Returns the sums of weights with a mean square. */
    private static WeightSums sums(double square, double nmse, double slope, double squaredStep) {
        double squares = WEIGHTS * square;
        return new WeightSums(WEIGHTS, nmse * squares, squares, (slope - 1) * squares, WEIGHTS * squaredStep);
    }

    private static TensorMeasurement rounded(WeightSums sums, long apart, double offShare) {
        return new TensorMeasurement(
                sums, apart, (long) (offShare * WEIGHTS), 0, NonFiniteCount.NONE, NonFiniteCount.NONE);
    }

    private static TensorMeasurement rounded(WeightSums sums) {
        return rounded(sums, 0, 0);
    }

    @Test
    void infiniteWeightsOnOneSideOrBothAreNamed() {
        assertThat(judge(TensorType.F32, new TensorMeasurement(WeightSums.NONE, 0, 0, 0, ONE, NonFiniteCount.NONE)))
                .isEqualTo(Grade.NON_FINITE);
        assertThat(judge(TensorType.F32, new TensorMeasurement(WeightSums.NONE, 0, 0, 0, NonFiniteCount.NONE, ONE)))
                .isEqualTo(Grade.NON_FINITE);
        assertThat(judge(TensorType.Q8_0, new TensorMeasurement(WeightSums.NONE, 0, 0, 0, ONE, ONE)))
                .isEqualTo(Grade.NON_FINITE);
    }

    @ParameterizedTest
    @CsvSource({"0.018, USUAL", "0.019, UNUSUAL", "0.029, UNUSUAL", "0.03, DIFFERS"})
    void theNmseDecides(double nmse, Grade grade) {
        assertThat(judge(TensorType.Q4_0, rounded(sums(1, nmse, 1, 0)))).isEqualTo(grade);
    }

    /** Heavy tails make large steps; only above the limit is that worth a warning. */
    @ParameterizedTest
    @CsvSource({"0.019, USUAL", "0.029, USUAL", "0.03, UNUSUAL", "0.051, DIFFERS"})
    void stepsExplainLargerErrors(double nmse, Grade grade) {
        assertThat(judge(TensorType.Q4_0, rounded(sums(1, nmse, 1, LARGE_STEPS))))
                .isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"0.98, DIFFERS", "0.99, USUAL", "1.004, USUAL", "1.01, DIFFERS"})
    void theSlopeDecides(double slope, Grade grade) {
        assertThat(judge(TensorType.Q4_0, rounded(sums(1, 0.007, slope, 0)))).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.07, USUAL", "0, 0.08, UNUSUAL", "1, 0, DIFFERS"})
    void manyWeightsThatAreOffAndOnePieceDecide(long apart, double off, Grade grade) {
        assertThat(judge(TensorType.Q4_0, rounded(sums(1, 0.007, 1, 0), apart, off)))
                .isEqualTo(grade);
    }

    /** What TQ1_0 keeps of an ordinary model tells nothing but the slope. */
    @Test
    void ternaryWeightsAreAlwaysWorthAWarning() {
        assertThat(judge(TensorType.TQ1_0, rounded(sums(1, 0.01, 1, 0)))).isEqualTo(Grade.UNUSUAL);
        assertThat(judge(TensorType.TQ1_0, rounded(sums(1, 0.9, 1, 0), 5, 0))).isEqualTo(Grade.UNUSUAL);
        assertThat(judge(TensorType.TQ1_0, rounded(sums(1, 0.9, 0, 0), 5, 0))).isEqualTo(Grade.DIFFERS);
    }

    /** The steps of Q8_0's half-precision scales are 2^-24, and 128 of them make a weight. */
    @ParameterizedTest
    @CsvSource({
        "0.25, -2.9, LOST",
        "0.25, -3.1, DIFFERS",
        "1, 0, LOST",
        "1, 2.01, DIFFERS",
        "2, 0.6, LOST",
        "2, 0.4, DIFFERS",
        "2, 1.4, LOST",
        "2, 1.6, DIFFERS"
    })
    void weightsNearTheSmallestScaleAreLost(double root, double slope, Grade grade) {
        double smallest = 128 * 0x1.2p-25;
        double square = root * root * smallest * smallest;

        assertThat(judge(TensorType.Q8_0, rounded(sums(square, 0.2, slope, 0)))).isEqualTo(grade);
    }

    @Test
    void tinyWeightsMayBeOffByTheSmallestScaleOnly() {
        double square = 4 * Math.pow(128 * 0x1.2p-25, 2);

        assertThat(judge(TensorType.Q8_0, rounded(sums(square, 0.25, 1, 0)))).isEqualTo(Grade.LOST);
        assertThat(judge(TensorType.Q8_0, rounded(sums(square, 0.26, 1, 0)))).isEqualTo(Grade.DIFFERS);
        assertThat(judge(TensorType.Q8_0, rounded(sums(square, 7e-5, 1, 0)))).isEqualTo(Grade.USUAL);
        assertThat(judge(TensorType.Q8_0, rounded(sums(square, 8e-5, 1, 0)))).isEqualTo(Grade.LOST);
    }

    @Test
    void aFloatThatIsOffByMoreThanEightBitsDiffers() {
        TensorMeasurement gross =
                new TensorMeasurement(WeightSums.NONE, 0, 1, 1, NonFiniteCount.NONE, NonFiniteCount.NONE);

        assertThat(judge(TensorType.F16, gross)).isEqualTo(Grade.DIFFERS);
    }

    @ParameterizedTest
    @CsvSource({"1.9e-7, USUAL", "2.1e-7, UNUSUAL"})
    void computedFloatsMayBeOffByHalfPrecision(double nmse, Grade grade) {
        assertThat(WeightJudge.judge(Tolerance.of(TensorType.F32, false), false, rounded(sums(1, nmse, 1, 0), 0, 0.5)))
                .isEqualTo(grade);
    }

    @Test
    void hasANmseLimitForTypesThatAreJudgedByIt() {
        assertThat(Tolerance.of(TensorType.Q4_0, false).nmseLimit()).hasValueCloseTo(0.0294, within(1e-4));
        assertThat(Tolerance.of(TensorType.Q4_0, true).nmseLimit()).hasValueCloseTo(0.0588, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F16", "BF16", "TQ1_0", "NVFP4"})
    void hasNoNmseLimitForOtherTypes(TensorType type) {
        assertThat(Tolerance.of(type, false).nmseLimit()).isEmpty();
    }

    /** Blocks of NVFP4 are scaled by another tensor; whole numbers are no weights. */
    @ParameterizedTest
    @CsvSource({"F64, true", "F32, true", "BF16, true", "Q8_0, true", "IQ1_S, true", "NVFP4, false", "I32, false"})
    void knowsWhichTypesItCanJudge(TensorType type, boolean known) {
        assertThat(Tolerance.isKnown(type)).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F64", "F32"})
    void floatsOfFullPrecisionHaveNoTolerance(TensorType type) {
        assertThat(Tolerance.of(type, true).absolute()).isZero();
        assertThat(Tolerance.of(type, true).usual()).isEmpty();
    }
}
