package io.github.modelconversion.measure.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSoftmaxTest {

    /** The logits are the logarithms of 1, 2, … n, which sum to n·(n + 1) ÷ 2, plus a constant that must cancel. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 511, 512, 513, 1500})
    void dividesByTheSumOfTheExponentials(int count) {
        double[] row = IntStream.rangeClosed(1, count)
                .mapToDouble(i -> Math.log(i) + 200)
                .toArray();

        new LogSoftmax().apply(row, count);

        for (int i = 0; i < count; i++) {
            assertThat(row[i]).isCloseTo(Math.log(2.0 * (i + 1) / count / (count + 1)), within(1e-12));
        }
    }

    @Test
    void hugeLogitsNeitherOverflowNorVanish() {
        double[] row = {3e38, 3e38, -3e38};

        new LogSoftmax().apply(row, 3);

        assertThat(row[0]).isCloseTo(Math.log(0.5), within(1e-12));
        assertThat(row[1]).isEqualTo(row[0]);
        assertThat(row[2]).isEqualTo(-6e38);
    }

    @Test
    void leavesTheRestOfTheArrayAlone() {
        double[] row = {1, 1, 7};

        new LogSoftmax().apply(row, 2);

        assertThat(Arrays.copyOfRange(row, 2, 3)).containsExactly(7);
    }
}
