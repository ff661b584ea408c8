package io.github.modelconversion.weight.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightSampleTest {

    private static final long CHUNK = 65_536;

    /** The multiples of the golden ratio have the fractional parts 0, 0.618, 0.236, 0.854, 0.472, 0.090, 0.708, … */
    @ParameterizedTest
    @CsvSource({"0.1, '0,5,8'", "0.25, '0,2,5,8'", "0.5, '0,2,4,5,7,8'", "1, '0,1,2,3,4,5,6,7,8'", "1e-300, '0,8'"})
    void hasTheFirstTheLastAndEvenlySpreadChunks(double share, String chosen) {
        assertThat(new WeightSample(share).chunks(9 * CHUNK - 1))
                .containsExactly(java.util.Arrays.stream(chosen.split(","))
                        .mapToLong(Long::parseLong)
                        .toArray());
    }

    /** Heads and experts repeat after a few chunks; a sample with the same period would always see the same rows. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 8, 16, 100})
    void seesEveryPartOfAPeriod(long period) {
        assertThat(LongStream.of(new WeightSample(0.125).chunks(100_000 * CHUNK))
                        .map(chunk -> chunk % period)
                        .distinct()
                        .count())
                .isEqualTo(period);
    }

    @Test
    void hasTheRequestedFraction() {
        assertThat(new WeightSample(0.1).chunks(10_000 * CHUNK).length).isCloseTo(1_000, within(5));
        assertThat(WeightSample.ALL.chunks(10_000 * CHUNK)).hasSize(10_000);
        assertThat(new WeightSample(0.1).chunks(1)).containsExactly(0);
        assertThat(new WeightSample(0.1).chunks(0)).isEmpty();
    }

    @Test
    void countsTheWeightsOfItsChunks() {
        assertThat(new WeightSample(0.1).weights(4 * CHUNK)).isEqualTo(2 * CHUNK);
        assertThat(new WeightSample(0.1).weights(3 * CHUNK + 7)).isEqualTo(CHUNK + 7);
        assertThat(new WeightSample(0.1).weights(12)).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.0000001, Double.NaN})
    void refusesOtherFractions(double share) {
        assertThatThrownBy(() -> new WeightSample(share)).isInstanceOf(IllegalArgumentException.class);
    }
}
