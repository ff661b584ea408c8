package io.github.modelconversion.result.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.values.ExactMoments;
import io.github.modelconversion.measure.values.RowRun;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The metrics against exact arithmetic on data that is hard to sum, read as chunks of blocks like a file. */
class ExactnessTest {

    private static final double MOST_ULPS = 2;
    private static final int CHUNK = 1 << 16;
    private static final int BLOCK = 1 << 13;
    private static final int MANY = CHUNK + 3333;
    private static final int DRAWS = 40;

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardCases")
    void metricsAreWithinTwoUlpOfTheExactValue(String name, double[] reference, double[] test) {
        assertExact(reference, test);
    }

    static Stream<Arguments> hardCases() {
        Random random = new Random(7);
        double[] normal = floats(MANY, () -> random.nextGaussian() * 8);
        double[] noise = floats(MANY, () -> random.nextGaussian() * 0.1);
        double[] test = plus(normal, noise);
        double[] mixed = floats(MANY, () -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(200) - 100));
        double[] runs = exactly(indices(MANY), i -> Math.floor(i / 5000));
        return Stream.of(
                Arguments.of("normal", normal, test),
                Arguments.of("sorted", sorted(normal), plus(sorted(normal), noise)),
                Arguments.of("NMSE 1e-12", normal, plus(normal, map(noise, x -> x * 1e-4))),
                Arguments.of("differences of one ulp", normal, map(normal, x -> Math.nextUp((float) x))),
                Arguments.of(
                        "offset 1e4, deviation 1e-2", map(normal, x -> 1e4 + x / 800), map(test, x -> 1e4 + x / 800)),
                Arguments.of("first value an outlier", from(normal, 1, 1e9), from(test, 1, 1e9 + 512)),
                Arguments.of("first chunk an outlier", from(normal, CHUNK, 3e7), plus(from(normal, CHUNK, 3e7), noise)),
                Arguments.of("magnitude 1e20", map(normal, x -> x * 1e19), map(test, x -> x * 1e19)),
                Arguments.of("magnitude 1e38", map(normal, x -> x * 1e36), map(test, x -> x * 1e36)),
                Arguments.of("denormal", map(normal, x -> x * 1e-41), map(test, x -> x * 1e-41)),
                Arguments.of("mixed exponents", mixed, plus(mixed, noise)),
                Arguments.of("sentinels -1e30 on both sides", from(normal, 77, -1e30), from(test, 77, -1e30)),
                Arguments.of("long runs of equal values", runs, plus(runs, noise)),
                Arguments.of("long runs of equal errors", normal, map(normal, x -> x + 0.5)),
                Arguments.of("nearly constant", from(new double[MANY], 1, 1e-30), from(new double[MANY], 1, 2e-30)),
                Arguments.of("float64", exactly(normal, x -> x * Math.PI), exactly(test, x -> x * Math.E)),
                Arguments.of("float64 differences of one ulp", normal, exactly(normal, Math::nextUp)),
                Arguments.of("float64, first values unlike the rest", firstZero(), exactly(firstZero(), x -> x * 1.01)),
                Arguments.of(
                        "float64 around 1e8, deviation 1e-2",
                        exactly(normal, x -> 1e8 + x / 800),
                        exactly(test, x -> 1e8 + x / 800)),
                Arguments.of(
                        "float64, first value an outlier",
                        from(normal, 1, -1e5),
                        exactly(from(test, 1, -1e5), x -> x * 1.01)),
                Arguments.of("test a millionth of the reference", normal, exactly(test, x -> x * 1e-6)),
                Arguments.of("test nearly constant", normal, exactly(test, x -> 5 + x * 1e-9)),
                Arguments.of("test far from the reference", map(normal, x -> x + 1e6), test),
                Arguments.of("two values", new double[] {1, 2.5}, new double[] {1.25, 2.4f}),
                Arguments.of("three values", new double[] {1, 1, 1.0000001f}, new double[] {3, 2, 1}));
    }

    @ParameterizedTest(name = "{0} values")
    @MethodSource("sizes")
    void everySizeAroundGroupBlockAndChunkBordersIsExact(int size) {
        Random random = new Random(size);
        double[] reference = floats(size, () -> random.nextGaussian() * 8);

        assertExact(reference, plus(reference, floats(size, random::nextGaussian)));
    }

    static IntStream sizes() {
        return IntStream.of(
                2,
                3,
                7,
                8,
                9,
                255,
                256,
                257,
                2047,
                2048,
                2049,
                8191,
                8192,
                8193,
                8199,
                10_241,
                CHUNK - 1,
                CHUNK,
                CHUNK + 1,
                2 * CHUNK + 9);
    }

    @Test
    void randomDrawsOverManyExponentsAreExact() {
        Random random = new Random(11);
        for (int draw = 0; draw < 2000; draw++) {
            int n = 2 + random.nextInt(12);
            int spread = 1 + random.nextInt(200);
            double[] reference =
                    floats(n, () -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(spread) - spread / 2));
            double[] test = floats(n, () -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(spread) - spread / 2));
            assertPromised(measure(reference, test).metrics(), ExactMoments.of(reference, test));
        }
    }

    @Test
    void maskedEntriesLeaveTheRestExact() {
        Random random = new Random(13);
        double[] reference = floats(MANY, () -> random.nextGaussian() * 8);
        double[] test = plus(reference, floats(MANY, random::nextGaussian));
        double[] maskedReference = everyThird(reference, Double.NEGATIVE_INFINITY);
        double[] maskedTest = everyThird(test, Double.NEGATIVE_INFINITY);

        Measurement measurement = measure(maskedReference, maskedTest);

        assertThat(measurement.entries().masked()).isEqualTo((MANY + 2) / 3);
        double[] keptReference =
                Arrays.stream(maskedReference).filter(Double::isFinite).toArray();
        double[] keptTest = Arrays.stream(maskedTest).filter(Double::isFinite).toArray();
        assertExact(measurement.metrics(), ExactMoments.of(keptReference, keptTest));
        LargestError largest = measurement.largestError().orElseThrow();
        assertThat(largest.reference()).isEqualTo(maskedReference[(int) largest.index()]);
        assertThat(largest.test()).isEqualTo(maskedTest[(int) largest.index()]);
    }

    @Test
    void aMaskOnTheFirstEntriesCostsNoDigits() {
        Random random = new Random(19);
        double[] reference = exactly(new double[40], x -> 1e7 + random.nextGaussian() / 100);
        double[] test = exactly(reference, x -> x + random.nextGaussian() / 1000);
        double[] maskedReference = withMaskBefore(reference);

        assertExact(measure(maskedReference, withMaskBefore(test)).metrics(), ExactMoments.of(reference, test));
        double[] constant = withMaskBefore(exactly(new double[40], x -> 1e7 / 3));
        assertThat(measure(constant, constant).constantReference()).isTrue();
        assertThat(measure(constant, constant).metrics().value(Metric.NMSE)).isEmpty();
    }

    /** The value's square dwarfs the others and has a rounding error that nothing averages out. */
    @Test
    void aValueThatOutweighsTheOthersCostsNoDigits() {
        Random random = new Random(23);
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] reference = exactly(new double[BLOCK], x -> random.nextGaussian());
            double[] test = exactly(reference, x -> x + random.nextGaussian() / 100);
            reference[random.nextInt(BLOCK)] = 500 * random.nextDouble();
            test[random.nextInt(BLOCK)] += 5 * random.nextDouble();

            assertPromised(measure(reference, test).metrics(), ExactMoments.of(reference, test));
        }
    }

    @Test
    void aBlockWithAnotherMeanCostsNoDigits() {
        Random random = new Random(29);
        for (int draw = 0; draw < DRAWS; draw++) {
            double step = Math.pow(10, 8 * random.nextDouble());
            double[] reference = exactly(indices(3 * BLOCK), i -> (i < BLOCK ? 0 : step) + random.nextGaussian());
            double[] test = exactly(reference, x -> x + random.nextGaussian() / 100);

            assertPromised(measure(reference, test).metrics(), ExactMoments.of(reference, test));
        }
    }

    private static double[] withMaskBefore(double[] values) {
        double[] masked = new double[MANY + values.length];
        Arrays.fill(masked, Double.NEGATIVE_INFINITY);
        System.arraycopy(values, 0, masked, MANY, values.length);
        return masked;
    }

    @Test
    void theLargestErrorOfManyThatTieIsTheFirst() {
        double[] reference = indices(MANY);
        double[] test = map(reference, x -> x % 1000 == 999 ? x - 3 : x + 1);

        assertThat(measure(reference, test).largestError()).contains(new LargestError(999, 999, 996));
    }

    @Test
    void theVarianceStaysExactIfTheTestIsNotFinite() {
        Random random = new Random(17);
        double[] reference = floats(MANY, () -> random.nextGaussian() * 8);
        double[] test = everyThird(reference, Double.NaN);

        Measurement measurement = measure(reference, test);

        assertThat(measurement.entries().nonFiniteTest().count()).isEqualTo((MANY + 2) / 3);
        assertThat(ExactMoments.ulps(
                        value(measurement.metrics(), Metric.REFERENCE_VARIANCE),
                        ExactMoments.of(reference, reference).variance()))
                .isLessThanOrEqualTo(MOST_ULPS);
    }

    @Test
    void onlyAConstantOfAnySizeIsConstant() {
        double[] constant = map(new double[MANY], x -> 0.1f);
        double[] almost = constant.clone();
        almost[MANY - 1] = Math.nextUp(0.1f);

        assertThat(measure(constant, almost).constantReference()).isTrue();
        assertThat(measure(almost, constant).constantReference()).isFalse();
        assertThat(measure(constant, almost).metrics().value(Metric.REFERENCE_VARIANCE))
                .hasValue(0);
    }

    private static void assertExact(double[] reference, double[] test) {
        assertExact(measure(reference, test).metrics(), ExactMoments.of(reference, test));
    }

    private static void assertExact(Metrics metrics, ExactMoments exact) {
        assertPromised(metrics, exact);
        assertDerived(metrics, exact);
    }

    private static void assertPromised(Metrics metrics, ExactMoments exact) {
        assertUlps(metrics, Metric.MSE, exact.mse());
        assertUlps(metrics, Metric.REFERENCE_VARIANCE, exact.variance());
        assertUlps(metrics, Metric.MEAN_ABSOLUTE_ERROR, exact.meanAbsoluteError());
        assertUlps(metrics, Metric.NMSE, exact.nmse());
        assertUlps(metrics, Metric.MEAN_SQUARE_NMSE, exact.meanSquareNmse());
    }

    /** Metrics that are differences of large sums; their errors are relative to those sums. */
    private static void assertDerived(Metrics metrics, ExactMoments exact) {
        double meanAbsoluteError = value(metrics, Metric.MEAN_ABSOLUTE_ERROR);
        assertThat(value(metrics, Metric.MEAN_SHIFT))
                .isCloseTo(exact.meanShift().doubleValue(), within(1e-15 * meanAbsoluteError));
        assertThat(value(metrics, Metric.CENTERED_NMSE))
                .isCloseTo(exact.centeredNmse().doubleValue(), within(1e-15 * value(metrics, Metric.NMSE)));
        double slope = exact.slope().doubleValue();
        assertThat(value(metrics, Metric.REGRESSION_SLOPE))
                .isCloseTo(slope, within(1e-13 * Math.max(1, Math.abs(slope))));
        metrics.value(Metric.CORRELATION)
                .ifPresent(correlation ->
                        assertThat(correlation).isCloseTo(exact.correlation().doubleValue(), within(1e-12)));
    }

    private static void assertUlps(Metrics metrics, Metric metric, BigDecimal exact) {
        assertThat(ExactMoments.ulps(value(metrics, metric), exact))
                .as(metric.key())
                .isLessThanOrEqualTo(MOST_ULPS);
    }

    private static Measurement measure(double[] reference, double[] test) {
        PairKernel kernel = new PairKernel(reference.length);
        RowRun whole = new RowRun(reference.length, reference.length, true);
        whole.clear(0);
        RowRun part = new RowRun(reference.length, reference.length, true);
        for (int chunk = 0; chunk < reference.length; chunk += CHUNK) {
            part.clear(chunk);
            int end = Math.min(reference.length, chunk + CHUNK);
            for (int first = chunk; first < end; first += BLOCK) {
                int count = Math.min(BLOCK, end - first);
                part.add(
                        Arrays.copyOfRange(reference, first, first + count),
                        Arrays.copyOfRange(test, first, first + count),
                        count,
                        kernel);
            }
            whole.combine(part);
        }
        return whole.measurement();
    }

    private static double value(Metrics metrics, Metric metric) {
        return metrics.value(metric).orElseThrow();
    }

    private static double[] floats(int n, DoubleSupplier supplier) {
        return exactly(new double[n], ignored -> (float) supplier.getAsDouble());
    }

    private static double[] indices(int n) {
        return IntStream.range(0, n).asDoubleStream().toArray();
    }

    private static double[] map(double[] values, DoubleUnaryOperator operator) {
        return exactly(values, x -> (float) operator.applyAsDouble(x));
    }

    private static double[] exactly(double[] values, DoubleUnaryOperator operator) {
        return Arrays.stream(values).map(operator).toArray();
    }

    private static double[] plus(double[] values, double[] others) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> (float) (values[i] + others[i]))
                .toArray();
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).sorted().toArray();
    }

    private static double[] from(double[] values, int count, double outlier) {
        double[] changed = values.clone();
        for (int i = 0; i < count; i++) {
            changed[i] = (float) (outlier + (count > 100 ? values[i] : 0));
        }
        return changed;
    }

    private static double[] firstZero() {
        return exactly(indices(CHUNK), i -> i < 256 ? 0 : 1.2345678901234567);
    }

    private static double[] everyThird(double[] values, double other) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> i % 3 == 0 ? other : values[i])
                .toArray();
    }
}
