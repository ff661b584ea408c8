package io.github.modelconversion.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PairMomentsTest {

    private static final double MOST_ULPS = 2;

    @ParameterizedTest(name = "{0}")
    @MethodSource("hardCases")
    void metricsAreWithinTwoUlpOfTheExactValue(String name, double[] reference, double[] test) {
        Metrics metrics = measure(reference, test).metrics();

        ExactMoments exact = ExactMoments.of(reference, test);
        assertThat(ExactMoments.ulps(value(metrics, Metric.MSE), exact.mse())).isLessThanOrEqualTo(MOST_ULPS);
        assertThat(ExactMoments.ulps(value(metrics, Metric.REFERENCE_VARIANCE), exact.variance()))
                .isLessThanOrEqualTo(MOST_ULPS);
        assertThat(ExactMoments.ulps(value(metrics, Metric.MEAN_ABSOLUTE_ERROR), exact.meanAbsoluteError()))
                .isLessThanOrEqualTo(MOST_ULPS);
        assertThat(ExactMoments.ulps(value(metrics, Metric.NMSE), exact.nmse())).isLessThanOrEqualTo(MOST_ULPS);
    }

    static Stream<Arguments> hardCases() {
        Random random = new Random(7);
        double[] normal = random.doubles(5000)
                .map(x -> (float) (random.nextGaussian() * 8))
                .toArray();
        double[] noisy = Arrays.stream(normal)
                .map(x -> (float) (x + random.nextGaussian() * 0.1))
                .toArray();
        return Stream.of(
                Arguments.of("normal", normal, noisy),
                Arguments.of("sorted", Arrays.stream(normal).sorted().toArray(), noisy),
                Arguments.of("differences of one ulp", normal, map(normal, x -> Math.nextUp((float) x))),
                Arguments.of("offset 1e4, deviation 1e-2", map(normal, x -> (float) (1e4 + x / 800)), map(noisy, x ->
                        (float) (1e4 + x / 800))),
                Arguments.of("first value an outlier", withFirst(normal, 1e9), withFirst(noisy, 1e9 + 512)),
                Arguments.of(
                        "magnitude 1e20", map(normal, x -> (float) (x * 1e19)), map(noisy, x -> (float) (x * 1e19))),
                Arguments.of(
                        "magnitude 1e38", map(normal, x -> (float) (x * 1e36)), map(noisy, x -> (float) (x * 1e36))),
                Arguments.of("denormal", map(normal, x -> (float) (x * 1e-41)), map(noisy, x -> (float) (x * 1e-41))),
                Arguments.of("sentinels -1e30 on both sides", withFirst(normal, -1e30f), withFirst(noisy, -1e30f)),
                Arguments.of("float64", map(normal, x -> x * Math.PI), map(noisy, x -> x * Math.PI)),
                Arguments.of("float64 differences of one ulp", normal, map(normal, Math::nextUp)),
                Arguments.of("two values", new double[] {1, 2.5}, new double[] {1.25, 2.4}),
                Arguments.of("three values", new double[] {1, 1, 1.0000001}, new double[] {3, 2, 1}),
                Arguments.of(
                        "nearly constant", withFirst(new double[1000], 1e-30), withFirst(new double[1000], 2e-30)));
    }

    @Test
    void randomDrawsOverManyExponentsAreWithinTwoUlpOfTheExactValue() {
        Random random = new Random(11);
        for (int draw = 0; draw < 2000; draw++) {
            int n = 2 + random.nextInt(12);
            int spread = random.nextInt(60);
            double[] reference = random.doubles(n)
                    .map(x -> (float) Math.scalb(x - 0.5, random.nextInt(spread + 1) - spread / 2))
                    .toArray();
            double[] test = random.doubles(n)
                    .map(x -> (float) Math.scalb(x - 0.5, random.nextInt(spread + 1) - spread / 2))
                    .toArray();
            metricsAreWithinTwoUlpOfTheExactValue("draw " + draw, reference, test);
        }
    }

    @Test
    void blocksAddUpToTheSameBitsAsOneBlock() {
        double[] reference = new Random(3).doubles(1000).toArray();
        double[] test = new Random(4).doubles(1000).toArray();
        PairMoments moments = new PairMoments();
        for (int first = 0; first < reference.length; first += 7) {
            int count = Math.min(7, reference.length - first);
            moments.add(
                    Arrays.copyOfRange(reference, first, first + count),
                    Arrays.copyOfRange(test, first, first + count),
                    count);
        }

        assertThat(moments.measurement()).usingRecursiveComparison().isEqualTo(measure(reference, test));
    }

    @Test
    void theLargestErrorIsTheFirstOfThoseThatTie() {
        Measurement measurement = measure(new double[] {0, 1, 2, 3}, new double[] {0, 3, 0, 3});

        assertThat(measurement.largestError()).contains(new LargestError(1, 1, 3));
        assertThat(value(measurement.metrics(), Metric.MAX_ABSOLUTE_ERROR)).isEqualTo(2);
    }

    @Test
    void decibelsAreTenTimesTheLogarithm() {
        // Reference variance 1, every error 0.1 in binary: NMSE = 2^-4.
        Metrics metrics =
                measure(new double[] {-1, 1}, new double[] {-1.25, 1.25}).metrics();

        assertThat(value(metrics, Metric.NMSE)).isEqualTo(0.0625);
        assertThat(value(metrics, Metric.NMSE_DB)).isEqualTo(-12.041199826559248);
    }

    @Test
    void anNmseOfZeroHasNoDecibels() {
        Measurement measurement = measure(new double[] {1, 2}, new double[] {1, 2});

        assertThat(measurement.identical()).isTrue();
        assertThat(measurement.metrics().value(Metric.NMSE)).hasValue(0);
        assertThat(measurement.metrics().value(Metric.NMSE_DB)).isEmpty();
    }

    @Test
    void entriesThatAreMaskedOnBothSidesAreLeftOut() {
        double masked = Double.NEGATIVE_INFINITY;
        Measurement measurement =
                measure(new double[] {masked, -1, masked, 1}, new double[] {masked, -1.25, masked, 1.25});

        assertThat(measurement.masked()).isEqualTo(2);
        assertThat(measurement.compared()).isEqualTo(2);
        assertThat(measurement.hasNonFinite()).isFalse();
        assertThat(measurement.metrics().value(Metric.NMSE)).hasValue(0.0625);
        assertThat(measurement.largestError()).contains(new LargestError(1, -1, -1.25));
    }

    @Test
    void nonFiniteValuesAreCountedOnTheirSideWithTheFirstOfEach() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        Measurement measurement =
                measure(new double[] {1, nan, -inf, inf, 2, 5}, new double[] {1, 4, 3, inf, nan, -inf});

        assertThat(measurement.nonFiniteReference()).isEqualTo(new NonFinite(3, 1, nan, 4));
        assertThat(measurement.nonFiniteTest()).isEqualTo(new NonFinite(3, 3, inf, inf));
        assertThat(measurement.compared()).isEqualTo(1);
        assertThat(measurement.metrics().value(Metric.NMSE)).isEmpty();
        assertThat(measurement.metrics().value(Metric.REFERENCE_VARIANCE)).isEmpty();
    }

    @Test
    void theReferencesVarianceIsMeasuredAlthoughTheTestIsNotFinite() {
        Measurement measurement = measure(new double[] {-1, 1}, new double[] {Double.NaN, 1});

        assertThat(measurement.metrics().value(Metric.REFERENCE_VARIANCE)).hasValue(1);
        assertThat(measurement.metrics().value(Metric.MSE)).isEmpty();
    }

    @Test
    void aConstantReferenceHasEveryMetricButTheNmse() {
        Measurement measurement = measure(new double[] {0.0, -0.0, 0.0}, new double[] {1, 2, 3});

        assertThat(measurement.constantReference()).isTrue();
        assertThat(measurement.metrics().value(Metric.REFERENCE_VARIANCE)).hasValue(0);
        assertThat(measurement.metrics().value(Metric.MEAN_ABSOLUTE_ERROR)).hasValue(2);
        assertThat(measurement.metrics().value(Metric.NMSE)).isEmpty();
    }

    @Test
    void nothingComparedMeasuresNothing() {
        Measurement measurement = measure(new double[0], new double[0]);

        assertThat(measurement.constantReference()).isFalse();
        assertThat(measurement.identical()).isFalse();
        assertThat(measurement.largestError()).isEmpty();
        for (Metric metric : Metric.values()) {
            assertThat(measurement.metrics().value(metric)).as(metric.key()).isEmpty();
        }
    }

    @Test
    void squaresThatADoubleCannotHoldGiveNoMetric() {
        Metrics metrics =
                measure(new double[] {1e200, -1e200}, new double[] {0, 0}).metrics();

        assertThat(metrics.value(Metric.MSE)).isEmpty();
        assertThat(metrics.value(Metric.NMSE)).isEmpty();
        assertThat(metrics.value(Metric.MEAN_ABSOLUTE_ERROR)).hasValue(1e200);
    }

    static Measurement measure(double[] reference, double[] test) {
        PairMoments moments = new PairMoments();
        moments.add(reference, test, reference.length);
        return moments.measurement();
    }

    private static double value(Metrics metrics, Metric metric) {
        return metrics.value(metric).orElseThrow();
    }

    private static double[] map(double[] values, java.util.function.DoubleUnaryOperator operator) {
        return Arrays.stream(values).map(operator).toArray();
    }

    private static double[] withFirst(double[] values, double first) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> i == 0 ? first : values[i])
                .toArray();
    }
}
