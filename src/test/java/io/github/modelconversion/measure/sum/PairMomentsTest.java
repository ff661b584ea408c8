package io.github.modelconversion.measure.sum;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.measurement.LargestError;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.measurement.NonFinite;
import org.junit.jupiter.api.Test;

class PairMomentsTest {

    @Test
    void theLargestErrorIsTheFirstOfThoseThatTie() {
        Measurement measurement = measure(new double[] {0, 1, 2, 3}, new double[] {0, 3, 0, 3});

        assertThat(measurement.largestError()).contains(new LargestError(1, 1, 3));
        assertThat(value(measurement.metrics(), Metric.MAX_ABSOLUTE_ERROR)).isEqualTo(2);
    }

    @Test
    void decibelsAreTenTimesTheLogarithm() {
        // Reference variance 1, all errors 1/4: NMSE = 2^-4.
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
    void entriesMaskedOnBothSidesAreLeftOut() {
        double masked = Double.NEGATIVE_INFINITY;
        Measurement measurement =
                measure(new double[] {masked, -1, masked, 1}, new double[] {masked, -1.25, masked, 1.25});

        assertThat(measurement.entries().masked()).isEqualTo(2);
        assertThat(measurement.entries().compared()).isEqualTo(2);
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

        assertThat(measurement.entries().nonFiniteReference()).isEqualTo(new NonFinite(3, 1, 1, nan, 4));
        assertThat(measurement.entries().nonFiniteTest()).isEqualTo(new NonFinite(3, 1, 3, inf, inf));
        assertThat(measurement.entries().compared()).isEqualTo(1);
        assertThat(measurement.metrics().value(Metric.NMSE)).isEmpty();
        assertThat(measurement.metrics().value(Metric.REFERENCE_VARIANCE)).isEmpty();
    }

    @Test
    void theReferencesVarianceIsMeasuredEvenIfTheTestIsNotFinite() {
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
    void overflowingSquaresGiveNoMetric() {
        Metrics metrics =
                measure(new double[] {1e200, -1e200}, new double[] {0, 0}).metrics();

        assertThat(metrics.value(Metric.MSE)).isEmpty();
        assertThat(metrics.value(Metric.NMSE)).isEmpty();
        assertThat(metrics.value(Metric.MEAN_ABSOLUTE_ERROR)).hasValue(1e200);
    }

    @Test
    void underflowingSquaresGiveNoNmse() {
        double[] reference = {1e-161, -1e-161, 1e-161};
        double[] test = {1.15e-161, -1.15e-161, 1.15e-161};

        assertThat(measure(reference, test).metrics().value(Metric.NMSE)).isEmpty();
        assertThat(measure(reference, test).constantReference()).isFalse();
        assertThat(measure(new double[] {-1, 1}, new double[] {Math.nextDown(-1.0), 1})
                        .metrics()
                        .value(Metric.NMSE))
                .isNotEmpty();
    }

    @Test
    void anErrorWithAnUnderflowingSquareIsNotAPerfectMatch() {
        assertThat(measure(new double[] {0, 1}, new double[] {1e-200, 1})
                        .metrics()
                        .value(Metric.NMSE))
                .isEmpty();
    }

    @Test
    void aConstantTestHasNoCorrelation() {
        double[] reference = new double[10_000];
        double[] test = new double[10_000];
        for (int i = 0; i < reference.length; i++) {
            reference[i] = (float) Math.sin(i);
            test[i] = 1.7f;
        }

        assertThat(measure(reference, test).metrics().value(Metric.CORRELATION)).isEmpty();
        assertThat(measure(reference, test).metrics().value(Metric.NMSE)).isNotEmpty();
    }

    static Measurement measure(double[] reference, double[] test) {
        return moments(reference, test).measurement();
    }

    private static PairMoments moments(double[] reference, double[] test) {
        PairMoments moments = new PairMoments();
        new PairKernel(reference.length).add(moments, reference, test, reference.length, 0);
        return moments;
    }

    /** Mean −7/6, variance 533/36; 5 is farthest from the mean, by 37/6. */
    @Test
    void noDeviationExceedsTheBound() {
        double[] reference = {0, 0, 0, -6, -6, 5};
        PairMoments moments = moments(reference, reference);

        assertThat(moments.referenceMean()).isEqualTo(-7.0 / 6);
        assertThat(moments.largestDeviation()).isBetween(37.0 * 37 / 533, 4 * 37.0 * 37 / 533);
    }

    private static double value(Metrics metrics, Metric metric) {
        return metrics.value(metric).orElseThrow();
    }
}
