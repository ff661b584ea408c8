package io.github.modelconversion.measure.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.measurement.MainCluster;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Few" means at most 2 %, "nearly all of the variance" more than 99 %. */
class DeviationHistogramTest {

    private static final int COUNT = 100;
    private static final double MEAN = 5;

    /** Returns the main cluster of values one above and one below the mean in turn, the first ones farther away. */
    private static Optional<MainCluster> bulk(double distance, int far) {
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = MEAN + (i % 2 == 0 ? 1 : -1) * (i < far ? distance : 1);
        }
        return bulk(values);
    }

    private static Optional<MainCluster> bulk(double... values) {
        DeviationHistogram histogram = new DeviationHistogram(MEAN);
        histogram.add(values, values.length);
        return histogram.bulk();
    }

    /** 2 d² ÷ (2 d² + 98) is more than 0.99 from d² = 4 851 on, d = 69.65. */
    @ParameterizedTest
    @ValueSource(doubles = {71, 1000, 1e30})
    void twoOfAHundredDominateWithNearlyAllOfTheVariance(double distance) {
        MainCluster bulk = bulk(distance, 2).orElseThrow();

        assertThat(bulk.contains(MEAN + 1)).isTrue();
        assertThat(bulk.contains(MEAN - 1)).isTrue();
        assertThat(bulk.contains(MEAN + distance)).isFalse();
        assertThat(bulk.contains(MEAN - distance)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 40, 69})
    void twoOfAHundredDoNotDominateWithLess(double distance) {
        assertThat(bulk(distance, 2)).isEmpty();
    }

    @Test
    void moreThanTwoOfAHundredDoNotDominate() {
        assertThat(bulk(1000, 3)).isEmpty();
        assertThat(bulk(1000, 4)).isEmpty();
    }

    /** The others may be far from the mean as long as they are close together: 98 of them vary little around 35. */
    @Test
    void theOthersVaryAroundTheirOwnMean() {
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = MEAN + (i == 0 ? 1000 : i == 1 ? -1000 : 30 + i % 2);
        }

        MainCluster bulk = bulk(values).orElseThrow();
        assertThat(bulk.contains(35)).isTrue();
        assertThat(bulk.contains(36)).isTrue();
        assertThat(bulk.contains(1005)).isFalse();
    }

    @Test
    void nonFiniteValuesAreLeftOut() {
        double[] values = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = i == 0 ? Double.NEGATIVE_INFINITY : i == 1 ? Double.NaN : MEAN + i % 2;
        }

        assertThat(bulk(values)).isEmpty();
    }
}
