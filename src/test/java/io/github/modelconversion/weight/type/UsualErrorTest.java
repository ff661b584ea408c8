package io.github.modelconversion.weight.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.UsualError.Rounding;
import io.github.modelconversion.weight.type.quantize.Quantizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Derives the table of usual errors from weights of all shapes, rounded as llama-quantize does. */
class UsualErrorTest {

    private static final int WEIGHTS = 1 << 16;

    private static final Path REAL = Path.of("src/test/resources/weights/real");

    private static final Map<TensorType, Map<WeightShape, byte[]>> BLOCKS = new EnumMap<>(TensorType.class);

    private record Errors(
            double nmse, double slope, double off, double ofSteps, double squaredErrors, double squaredSteps) {
        static Errors of(TensorType type, float[] weights, byte[] blocks) {
            WeightDecoder decoder = WeightTypes.of(type).orElseThrow();
            float[] values = new float[weights.length];
            float[] steps = new float[weights.length];
            decoder.decode(blocks, 0, weights.length / decoder.blockWeights(), values, 0);
            decoder.steps(blocks, 0, weights.length / decoder.blockWeights(), steps, 0);
            double error = 0;
            double square = 0;
            double cross = 0;
            double step = 0;
            int off = 0;
            for (int i = 0; i < weights.length; i++) {
                double e = values[i] - (double) weights[i];
                error += e * e;
                square += weights[i] * (double) weights[i];
                cross += values[i] * (double) weights[i];
                step += steps[i] * (double) steps[i];
                off += Math.abs(e) > 0.55 * steps[i] ? 1 : 0;
            }
            return new Errors(
                    error / square, cross / square, off / (double) weights.length, 12 * error / step, error, step);
        }
    }

    static Stream<TensorType> quantized() {
        return Arrays.stream(TensorType.values())
                .filter(type -> (Files.exists(REAL.resolve(type + ".f16")) && type != TensorType.IQ3_S)
                        || type == TensorType.F16
                        || type == TensorType.BF16);
    }

    private static byte[] blocks(TensorType type, WeightShape shape) {
        return BLOCKS.computeIfAbsent(type, any -> new EnumMap<>(WeightShape.class))
                .computeIfAbsent(shape, any -> Quantizers.quantize(type, shape.draw(WEIGHTS)));
    }

    private static List<Errors> measure(TensorType type) {
        return Arrays.stream(WeightShape.values())
                .map(shape -> Errors.of(type, shape.draw(WEIGHTS), blocks(type, shape)))
                .toList();
    }

    private static double most(List<Errors> errors, ToDoubleFunction<Errors> figure) {
        return errors.stream().mapToDouble(figure).max().orElseThrow();
    }

    /** F32 and F64 are exact; blocks of NVFP4 are scaled by another tensor. */
    @Test
    void everyOtherTypeHasAnError() {
        assertThat(WeightDecoderTest.types()
                        .filter(type -> UsualError.of(type, false).isEmpty()))
                .containsExactlyInAnyOrder(TensorType.F32, TensorType.F64, TensorType.NVFP4);
    }

    @ParameterizedTest
    @MethodSource("quantized")
    void theNmseIsThatOfNormalWeights(TensorType type) {
        Errors errors = Errors.of(type, WeightShape.ROWS.draw(WEIGHTS), blocks(type, WeightShape.ROWS));
        assertThat(UsualError.of(type, false).orElseThrow().nmse()).isCloseTo(errors.nmse(), withinPercentage(3));
    }

    /** The table covers all shapes and, if their slopes go further, tensors of real files; it leaves little slack. */
    @ParameterizedTest
    @MethodSource("quantized")
    void theTableCoversTheMeasuredErrors(TensorType type) {
        Rounding table = UsualError.of(type, false).orElseThrow().rounding().orElseThrow();
        List<Errors> errors = measure(type);
        assertThat(-most(errors, e -> -e.slope()))
                .as("least slope")
                .isBetween(table.leastSlope(), table.leastSlope() + 0.004);
        assertThat(most(errors, Errors::slope))
                .as("most slope")
                .isBetween(table.mostSlope() - 0.004, table.mostSlope());
        assertThat(most(errors, Errors::off)).as("off").isBetween(table.off() / 1.5, table.off() + 1e-4);
        assertThat(most(errors, Errors::ofSteps)).as("of steps").isBetween(table.ofSteps() / 1.3, table.ofSteps());
    }

    /** No shape fails: either the NMSE is not too large, or the blocks' own steps explain it. */
    @ParameterizedTest
    @MethodSource("quantized")
    void noShapeIsTakenForADifference(TensorType type) {
        UsualError usual = UsualError.of(type, false).orElseThrow();
        assertThat(measure(type)).allSatisfy(errors -> {
            assertThat(usual.rounding().orElseThrow().explains(errors.squaredErrors(), errors.squaredSteps()))
                    .isTrue();
            assertThat(errors.slope()).isBetween(usual.leastSlope(WEIGHTS), usual.mostSlope(WEIGHTS));
            assertThat(errors.off()).isLessThan(usual.rounding().orElseThrow().mostOff());
        });
    }

    @ParameterizedTest
    @MethodSource("quantized")
    void otherWeightsOfTheSameShapeAreADifference(TensorType type) {
        UsualError usual = UsualError.of(type, false).orElseThrow();
        boolean coarse = type == TensorType.TQ1_0 || type == TensorType.TQ2_0;
        for (WeightShape shape : WeightShape.values()) {
            float[] weights = shape.draw(WEIGHTS);
            float[] others = weights.clone();
            System.arraycopy(weights, WEIGHTS / 2, others, 0, WEIGHTS / 2);
            System.arraycopy(weights, 0, others, WEIGHTS / 2, WEIGHTS / 2);
            Errors errors = Errors.of(type, others, blocks(type, shape));
            if (shape != WeightShape.AROUND_ONE) {
                assertThat(errors.nmse()).as("NMSE of %s", shape).isGreaterThan(usual.failureNmse());
                assertThat(errors.slope()).as("slope of %s", shape).isLessThan(usual.leastSlope(WEIGHTS));
            }
            if (!coarse) {
                assertThat(usual.rounding().orElseThrow().explains(errors.squaredErrors(), errors.squaredSteps()))
                        .as("errors of %s", shape)
                        .isFalse();
                assertThat(errors.off())
                        .as("off in %s", shape)
                        .isGreaterThan(usual.rounding().orElseThrow().mostOff());
            }
        }
    }

    /** 512 weights of each type, including IQ3_S, which has no quantizer here. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "IQ4_XS",
                "TQ1_0", "TQ2_0", "MXFP4", "IQ3_S"
            })
    void tensorsOfRealFilesAreUsual(TensorType type) throws IOException {
        byte[] halves = Files.readAllBytes(REAL.resolve(type + ".f16"));
        float[] weights = new float[halves.length / Short.BYTES];
        WeightTypes.of(TensorType.F16).orElseThrow().decode(halves, 0, weights.length, weights, 0);
        Errors errors = Errors.of(type, weights, Files.readAllBytes(REAL.resolve(type + ".blocks")));
        UsualError usual = UsualError.of(type, false).orElseThrow();
        assertThat(errors.nmse()).isBetween(usual.nmse() / 1.5, usual.nmse() * 1.2);
        assertThat(errors.slope()).isBetween(usual.leastSlope(weights.length), usual.mostSlope(weights.length));
        assertThat(errors.off()).isLessThan(usual.rounding().orElseThrow().mostOff());
        assertThat(usual.rounding().orElseThrow().explains(errors.squaredErrors(), errors.squaredSteps()))
                .isTrue();
    }

    @Test
    void limitsAreMultiplesOfTheUsualErrorUpToHalfTheWayToUnrelatedWeights() {
        UsualError fine = UsualError.of(TensorType.Q4_K, false).orElseThrow();
        assertThat(fine.warningNmse()).isCloseTo(2.5 * 5.08e-3, within(1e-9));
        assertThat(fine.failureNmse()).isCloseTo(4 * 5.08e-3, within(1e-9));
        UsualError withImatrix = UsualError.of(TensorType.Q4_K, true).orElseThrow();
        assertThat(withImatrix.warningNmse()).isCloseTo(6 * 5.08e-3, within(1e-9));
        assertThat(withImatrix.failureNmse()).isCloseTo(8 * 5.08e-3, within(1e-9));
        UsualError coarse = UsualError.of(TensorType.IQ1_S, false).orElseThrow();
        assertThat(coarse.warningNmse()).isEqualTo(coarse.failureNmse()).isCloseTo(0.62, within(1e-9));
        UsualError ternary = UsualError.of(TensorType.TQ1_0, false).orElseThrow();
        assertThat(ternary.warningNmse()).isEqualTo(ternary.failureNmse()).isCloseTo(0.825, within(1e-9));
    }

    /** The slope may be off by half of the scale error that alone would make the NMSE too large. */
    @Test
    void withAnImportanceMatrixTheSlopeMayBeFurtherOff() {
        UsualError usual = UsualError.of(TensorType.Q4_K, true).orElseThrow();
        double room = Math.sqrt(8 * 5.08e-3) / 2;
        assertThat(usual.leastSlope(1L << 40)).isCloseTo(0.996 - room, within(1e-5));
        assertThat(usual.mostSlope(1L << 40)).isCloseTo(0.9986 + room, within(1e-5));
        assertThat(usual.mostOff()).isInfinite();
    }

    @ParameterizedTest
    @EnumSource(names = {"IQ1_S", "IQ1_M", "IQ2_XXS", "IQ2_XS", "IQ2_S", "IQ3_XXS"})
    void typesThatNeedAnImportanceMatrixAlwaysHadOne(TensorType type) {
        assertThat(UsualError.of(type, false))
                .isEqualTo(UsualError.of(type, true))
                .get()
                .extracting(UsualError::imatrix)
                .isEqualTo(true);
    }

    @ParameterizedTest
    @EnumSource(names = {"Q8_0", "BF16", "MXFP4", "TQ1_0"})
    void someTypesIgnoreTheImportanceMatrix(TensorType type) {
        assertThat(UsualError.of(type, true)).isEqualTo(UsualError.of(type, false));
    }

    @Test
    void typesThatKeepEveryValueHaveNone() {
        assertThat(UsualError.of(TensorType.F32, true)).isEmpty();
        assertThat(UsualError.of(TensorType.NVFP4, false)).isEmpty();
    }
}
