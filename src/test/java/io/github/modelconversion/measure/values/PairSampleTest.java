package io.github.modelconversion.measure.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.plot.Histogram;
import io.github.modelconversion.result.plot.PairPlots;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairSampleTest {

    private static final int COUNT = 150_000;

    private final Random random = new Random(5);
    private final double[] reference = new double[COUNT];
    private final double[] test = new double[COUNT];

    PairSampleTest() {
        Arrays.setAll(reference, i -> random.nextGaussian());
        Arrays.setAll(test, i -> reference[i] + 0.01 * random.nextGaussian());
    }

    @Test
    void evenlySpacedPairsArePlottedIfTheyShowTheLargestErrors() {
        PairPlots plots = plots();

        // Every 11th pair, as 150 000 = 2^4 * 3 * 5^5.
        assertThat(plots.pairs()).isEqualTo(13_637);
        assertThat(plots.of()).isEqualTo(COUNT);
        assertThat(sum(plots)).isEqualTo(13_637);
    }

    @Test
    void allPairsArePlottedIfASampleWouldHideTheLargestError() {
        test[1] = reference[1] + 100;

        PairPlots plots = plots();

        assertThat(plots.pairs()).isEqualTo(COUNT);
        List<Double> edges = plots.errors().map(Histogram::edges).orElseThrow();
        assertThat(edges.get(edges.size() - 1)).isGreaterThan(100);
    }

    private PairPlots plots() {
        PairSample sample = new PairSample(COUNT, COUNT);
        sample.add(reference, test, COUNT, 0);
        double largest = 0;
        for (int i = 0; i < COUNT; i++) {
            largest = Math.max(largest, Math.abs(test[i] - reference[i]));
        }
        return sample.plots(largest);
    }

    private static long sum(PairPlots plots) {
        return plots.errors().orElseThrow().counts().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
