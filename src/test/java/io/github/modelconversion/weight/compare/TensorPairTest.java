package io.github.modelconversion.weight.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.parallel.Threads;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.source.ArrayValues;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.StoredBlocks;
import io.github.modelconversion.weight.type.WeightShape;
import io.github.modelconversion.weight.type.WeightTypes;
import io.github.modelconversion.weight.type.quantize.Quantizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorPairTest {

    @TempDir
    private Path directory;

    private final List<Long> progress = new ArrayList<>();

    private TensorMeasurement measure(TensorType type, float[] original, float... converted) throws IOException {
        return measure(2, type, original, converted);
    }

    private TensorMeasurement measure(int threadCount, TensorType type, float[] original, float... converted)
            throws IOException {
        Path file = Files.write(directory.resolve("weights"), Quantizers.quantize(type, converted));
        try (OpenFiles files = new OpenFiles();
                Threads threads = Threads.start(threadCount)) {
            TensorPair pair = new TensorPair(
                    () -> new ArrayValues(original),
                    () -> new StoredBlocks(
                            files,
                            file,
                            0,
                            converted.length / type.blockValues(),
                            WeightTypes.of(type).orElseThrow()),
                    original.length);
            return pair.measure(threads, Tolerance.of(type, false), WeightSample.ALL, progress::add);
        }
    }

    /** Errors of 0.25, 0, -0.25 and -1, all exact in binary. */
    @Test
    void addsUpErrorsAndSquares() throws IOException {
        TensorMeasurement measured = measure(TensorType.F32, new float[] {1, -2, 0.5f, 4}, 1.25f, -2, 0.25f, 3);

        assertThat(measured.sums().squaredError()).isEqualTo(1.125);
        assertThat(measured.sums().squaredReference()).isEqualTo(21.25);
        assertThat(measured.sums().nmse()).isEqualTo(1.125 / 21.25);
        assertThat(measured.sums().slope()).isEqualTo(1 - 3.875 / 21.25);
        assertThat(measured.off()).isEqualTo(3);
        assertThat(measured.gross()).isEqualTo(3);
    }

    @Test
    void comparesEveryChunkAndReportsProgress() throws IOException {
        int count = 2 * TensorPair.CHUNK + 3;
        float[] original = new float[count];
        Arrays.fill(original, 1);
        float[] converted = original.clone();
        converted[count - 1] = 2;

        TensorMeasurement measured = measure(TensorType.F32, original, converted);

        assertThat(measured.sums().count()).isEqualTo(count);
        assertThat(measured.sums().squaredError()).isEqualTo(1);
        assertThat(progress).containsExactly((long) TensorPair.CHUNK, 2L * TensorPair.CHUNK, (long) count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void countsEachWeightOnceWithAnyNumberOfThreads(int threads) throws IOException {
        float[] original = new float[3 * TensorPair.CHUNK];
        float[] converted = original.clone();
        for (int chunk = 0; chunk < 3; chunk++) {
            converted[chunk * TensorPair.CHUNK + chunk] = chunk + 1;
        }

        TensorMeasurement measured = measure(threads, TensorType.F32, original, converted);

        assertThat(measured.sums().squaredError()).isEqualTo(1 + 4 + 9);
        assertThat(measured.off()).isEqualTo(3);
    }

    /** A block of Q8_0 whose largest weight is 127 has the scale 1, and keeps whole numbers. */
    @Test
    void aWeightHasTheStepOfItsBlock() throws IOException {
        float[] original = new float[64];
        for (int i = 0; i < 32; i++) {
            original[i] = 4 * i + 3;
        }

        assertThat(measure(TensorType.Q8_0, original, original).sums().squaredStep())
                .isEqualTo(32);
    }

    /** From weights of a usual size to ones that are smaller than any scale. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL",
                "IQ4_XS", "MXFP4"
            })
    void correctWeightsOfAnySizeAreUsualOrLost(TensorType type) throws IOException {
        Tolerance tolerance = Tolerance.of(type, false);
        for (int exponent = 0; exponent >= -30; exponent--) {
            float[] original = WeightShape.ROWS.draw(1 << 12);
            for (int i = 0; i < original.length; i++) {
                original[i] *= (float) Math.scalb(1.0, exponent);
            }

            TensorMeasurement measured = measure(type, original, original);

            assertThat(measured.apart()).as("2^%d", exponent).isZero();
            assertThat(WeightJudge.judge(tolerance, true, measured))
                    .as("2^%d", exponent)
                    .isIn(Grade.USUAL, exponent == 0 ? Grade.USUAL : Grade.LOST);
        }
    }

    @Test
    void leavesOutNonFinitePairsAndCountsThemOnEachSide() throws IOException {
        float[] original = {1, Float.NaN, 3, 4};

        TensorMeasurement measured =
                measure(TensorType.F32, original, 1, 2, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

        assertThat(measured.reference()).isEqualTo(new NonFiniteCount(1, 1));
        assertThat(measured.test()).isEqualTo(new NonFiniteCount(2, 2));
        assertThat(measured.sums().squaredReference()).isEqualTo(1);
        assertThat(measured.sums().squaredError()).isZero();
    }

    @Test
    void countsThePiecesThatHaveNothingInCommonWithTheOriginal() throws IOException {
        float[] original = new float[16 * PairAccumulator.PIECE];
        for (int i = 0; i < original.length; i++) {
            original[i] = i % 17 - 8;
        }
        float[] converted = original.clone();
        Arrays.fill(converted, 5 * PairAccumulator.PIECE, 7 * PairAccumulator.PIECE, 0);

        TensorMeasurement measured = measure(TensorType.Q8_0, original, converted);

        assertThat(measured.apart()).isEqualTo(2);
        assertThat(WeightJudge.judge(Tolerance.of(TensorType.Q8_0, false), true, measured))
                .isEqualTo(Grade.DIFFERS);
    }

    /** 32 of 65 536 weights: seven other blocks of the same piece are correct. */
    @ParameterizedTest
    @EnumSource(names = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "IQ4_NL"})
    void oneWrongBlockIsEnough(TensorType type) throws IOException {
        float[] original = WeightShape.ROWS.draw(1 << 16);
        float[] zero = original.clone();
        Arrays.fill(zero, 320, 352, 0);
        float[] negative = original.clone();
        for (int i = 320; i < 352; i++) {
            negative[i] = -original[i];
        }

        for (float[] converted : new float[][] {zero, negative}) {
            TensorMeasurement measured = measure(type, original, converted);

            assertThat(measured.apart()).isOne();
            assertThat(WeightJudge.judge(Tolerance.of(type, false), true, measured))
                    .isEqualTo(Grade.DIFFERS);
        }
    }

    /** 1 and 1.004 are half a step of 8-bit floats apart; one original differs from both by less than rounding. */
    @Test
    void acceptsHalfPrecisionAsExactIfTheConverterComputed() throws IOException {
        float[] original = {1.0002f, 2.0004f};

        TensorMeasurement measured = measure(TensorType.F32, original, 1, 2);

        assertThat(measured.sums().nmse()).isCloseTo(4e-8, within(1e-9));
        assertThat(WeightJudge.judge(Tolerance.of(TensorType.F32, false), false, measured))
                .isEqualTo(Grade.USUAL);
        assertThat(WeightJudge.judge(Tolerance.of(TensorType.F32, false), true, measured))
                .isEqualTo(Grade.UNUSUAL);
    }

    @Test
    void allowsTheEndsOfHalfPrecision() throws IOException {
        float[] original = {1, 1e-9f, 3.1e-8f};

        assertThat(WeightJudge.judge(
                        Tolerance.of(TensorType.F16, false), true, measure(TensorType.F16, original, 1, 0, 5.96e-8f)))
                .isEqualTo(Grade.USUAL);
        assertThat(WeightJudge.judge(
                        Tolerance.of(TensorType.F32, false), true, measure(TensorType.F32, original, 1, 0, 5.96e-8f)))
                .isEqualTo(Grade.DIFFERS);
    }
}
