package io.github.modelconversion.measure.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.measurement.MainCluster;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of values far apart hide everything within a group from an NMSE. */
class ReferenceSampleTest {

    private static final int BLOCK = 1000;
    private static final double DEVIATION = 3;

    private static double[] normal(int count) {
        return new Random(7)
                .doubles(count)
                .map(x -> DEVIATION * Math.sqrt(12) * (x - 0.5))
                .toArray();
    }

    private static double[] normalBut(int count, IntToDoubleFunction offset) {
        double[] values = normal(count);
        return IntStream.range(0, count)
                .mapToDouble(i -> values[i] + offset.applyAsDouble(i))
                .toArray();
    }

    private static Optional<MainCluster> bulk(double[] values) {
        ReferenceSample sample = new ReferenceSample(values.length);
        for (int first = 0; first < values.length; first += BLOCK) {
            double[] block = Arrays.copyOfRange(values, first, first + BLOCK);
            sample.add(first, block, Math.min(BLOCK, values.length - first));
        }
        return sample.bulk();
    }

    @ParameterizedTest
    @CsvSource({
        "50, 0.02",
        "512, 0.03",
        "512, 0.5",
        "512, 0.97",
        "4096, 0.2",
        "4097, 0.2",
        "300000, 0.03",
        "300000, 0.9"
    })
    void aMaskOnAnyFractionLeavesTheOthers(int count, double share) {
        MainCluster bulk =
                bulk(normalBut(count, i -> i % 100 < 100 * share ? -1e30 : 0)).orElseThrow();

        assertThat(bulk.contains(-1e30)).isFalse();
        assertThat(bulk.contains(-3 * DEVIATION)).isTrue();
        assertThat(bulk.contains(3 * DEVIATION)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-65504, -1e4, 1e3, 3e38})
    void anAdditiveMaskMayLeaveDifferentValues(double mask) {
        MainCluster bulk = bulk(normalBut(512, i -> i % 4 == 0 ? mask : 0)).orElseThrow();

        assertThat(bulk.contains(mask - 3 * DEVIATION)).isFalse();
        assertThat(bulk.contains(mask + 3 * DEVIATION)).isFalse();
        assertThat(bulk.contains(0)).isTrue();
    }

    @Test
    void masksMayBePositiveAndNegative() {
        MainCluster bulk = bulk(normalBut(512, i -> i % 5 == 0 ? -1e9 : i % 5 == 1 ? 2e9 : 0))
                .orElseThrow();

        assertThat(bulk.above()).isBetween(-0.51e9, -0.49e9);
        assertThat(bulk.below()).isBetween(0.99e9, 1.01e9);
    }

    @Test
    void nonFiniteValuesAreLeftOut() {
        double[] values = normalBut(512, i -> i % 4 == 0 ? -1e30 : 0);
        values[1] = Double.NaN;
        values[2] = Double.NEGATIVE_INFINITY;
        values[3] = Double.POSITIVE_INFINITY;

        assertThat(bulk(values))
                .contains(bulk(normalBut(512, i -> i % 4 == 0 ? -1e30 : 0)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 512, 300_000})
    void ordinaryValuesHaveNoGroups(int count) {
        assertThat(bulk(normal(count))).isEmpty();
        assertThat(bulk(new Random(3).doubles(count).map(x -> -Math.log(x)).toArray()))
                .isEmpty();
    }

    @Test
    void wideGroupsDoNotCount() {
        // Two halves a distance D apart keep 9 / (9 + D² / 4) of the variance: 0.55 % for 80.7, 0.45 % for 89.2.
        assertThat(bulk(normalBut(4096, i -> i % 2 == 0 ? -80.7 : 0))).isEmpty();
        assertThat(bulk(normalBut(4096, i -> i % 2 == 0 ? -89.2 : 0))).isPresent();
    }

    @Test
    void fourGroupsAreTooMany() {
        assertThat(bulk(normalBut(512, i -> 1e6 * (i % 4)))).isEmpty();
    }

    @Test
    void fewerThanFiftyValuesHaveNoGroups() {
        assertThat(bulk(normalBut(49, i -> i % 4 == 0 ? -1e30 : 0))).isEmpty();
    }

    @Test
    void equalValuesHaveNoGroups() {
        assertThat(bulk(new double[512])).isEmpty();
    }

    @Test
    void theSizeAndOrderOfBlocksDoNotMatter() {
        double[] values = normalBut(300_000, i -> i % 3 == 0 ? 1e5 : 0);
        ReferenceSample whole = new ReferenceSample(values.length);
        whole.add(0, values, values.length);
        ReferenceSample backwards = new ReferenceSample(values.length);
        for (int first = 299_993; first >= 0; first -= 7) {
            backwards.add(first, Arrays.copyOfRange(values, first, first + 7), Math.min(7, values.length - first));
        }
        backwards.add(0, values, 7);

        assertThat(backwards.bulk()).isPresent().isEqualTo(whole.bulk());
    }
}
