package io.github.modelconversion.result.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.sum.PairMoments;
import io.github.modelconversion.measure.values.DeviationHistogram;
import io.github.modelconversion.measure.values.DominantEntriesPass;
import io.github.modelconversion.measure.values.ExactMoments;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DominantEntriesTest {

    private static final int N = 1000;
    private static final double[] NORMAL =
            new Random(5).doubles(N).map(x -> 4 * x - 2).toArray();

    @ParameterizedTest
    @CsvSource({"1,-1e30", "10,-1e30", "20,-1e30", "20,1000", "1,3e38", "20,-3e38"})
    void atMostTwoPercentThatDominateTheVarianceAreFound(int sentinels, double sentinel) {
        double[] reference = withSentinels(sentinels, sentinel);

        Optional<MainCluster> bulk = bulk(reference);

        assertThat(bulk).isPresent();
        DominantEntriesPass pass = new DominantEntriesPass(bulk.get(), N);
        pass.add(reference, reference, N);
        assertThat(pass.result().count()).isEqualTo(sentinels);
        assertThat(pass.result().firstIndex()).isEqualTo(3);
        assertThat(pass.result().lowest()).isEqualTo(sentinel);
        assertThat(pass.result().highest()).isEqualTo(sentinel);
    }

    @Test
    void moreThanTwoPercentAreNotFew() {
        assertThat(bulk(withSentinels(21, -1e30))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 250})
    void entriesWithLessThanNearlyAllOfTheVarianceAreNotReported(double outlier) {
        // One outlier among 1000 entries of variance 4/3 has outlier² ÷ (outlier² + 4/3 · 1000) of the variance:
        // 65 % for 50 and 97.9 % for 250.
        assertThat(bulk(withSentinels(1, outlier))).isEmpty();
    }

    @Test
    void ordinaryValuesAreNotReported() {
        assertThat(bulk(NORMAL)).isEmpty();
    }

    @Test
    void dominantEntriesNeedAtLeastFiftyEntries() {
        double[] reference = Arrays.copyOf(withSentinels(1, -1e30), 49);

        assertThat(bulk(reference)).isEmpty();
    }

    @Test
    void theOthersAreMeasuredAsIfTheyWereAlone() {
        double[] reference = withSentinels(20, -1e30);
        double[] test =
                Arrays.stream(reference).map(x -> x < -1e29 ? x : x * 1.5).toArray();
        DominantEntriesPass pass = new DominantEntriesPass(bulk(reference).orElseThrow(), N);
        pass.add(reference, test, N / 2);
        pass.add(Arrays.copyOfRange(reference, N / 2, N), Arrays.copyOfRange(test, N / 2, N), N / 2);

        double[] others = Arrays.stream(reference).filter(x -> x > -1e29).toArray();
        double[] otherTest = Arrays.stream(test).filter(x -> x > -1e29).toArray();
        double nmse = pass.result().without().value(Metric.NMSE).orElseThrow();
        assertThat(ExactMoments.ulps(nmse, ExactMoments.of(others, otherTest).nmse()))
                .isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1,-1e30", "20,-1e30", "20,1000", "1,500"})
    void aDominatedPairAlsoPassesTheCheapTest(int sentinels, double sentinel) {
        double[] reference = withSentinels(sentinels, sentinel);
        PairMoments moments = new PairMoments();
        new PairKernel(N).add(moments, reference, reference, N, 0);

        assertThat(bulk(reference)).isPresent();
        assertThat(moments.largestDeviation()).isGreaterThanOrEqualTo(DeviationHistogram.POSSIBLE_FROM);
    }

    private static Optional<MainCluster> bulk(double[] reference) {
        DeviationHistogram histogram = new DeviationHistogram(mean(reference));
        histogram.add(reference, reference.length);
        return histogram.bulk();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Returns the normal values with sentinels at 3, 53, 103 …; beyond twenty of them, also at 4, 54 …. */
    private static double[] withSentinels(int count, double sentinel) {
        double[] values = NORMAL.clone();
        for (int i = 0; i < count; i++) {
            values[i < 20 ? 3 + 50 * i : 4 + 50 * (i - 20)] = sentinel;
        }
        return values;
    }
}
