package io.github.modelconversion.measure.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static double[] upTo(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }

    @Test
    void anEntryThatIsNonFiniteOnOneSideIsNanOnBoth() {
        RowSample sample = new RowSample(
                new long[] {0}, 1, 3, new double[] {1, Double.POSITIVE_INFINITY, 3}, new double[] {Double.NaN, 2, 4});

        assertThat(IntStream.range(0, 3).mapToDouble(sample::reference)).containsExactly(Double.NaN, Double.NaN, 3.0);
        assertThat(IntStream.range(0, 3).mapToDouble(sample::test)).containsExactly(Double.NaN, Double.NaN, 4.0);
    }

    @Test
    void thinningKeepsEveryNthColumnOfEveryRow() {
        // 4 rows of 3075 are 12 300 entries, three times 4096: columns 0, 3, 6 … 3072 are 1025.
        RowSample few = new RowSample(new long[] {0, 1, 2, 3}, 4, 3075, upTo(12_300), upTo(12_300)).thinned();

        assertThat(few.width()).isEqualTo(1025);
        assertThat(few.size()).isEqualTo(4 * 1025);
        assertThat(IntStream.of(0, 1, 1024, 1025, 4 * 1025 - 1).mapToDouble(few::test))
                .containsExactly(0.0, 3.0, 3072.0, 3075.0, 3 * 3075 + 3072.0);
        assertThat(IntStream.of(0, 1, 1024, 1025, 4 * 1025 - 1).mapToDouble(few::reference))
                .containsExactly(0.0, 3.0, 3072.0, 3075.0, 3 * 3075 + 3072.0);
    }

    @Test
    void thinningKeepsTheColumnsOfAnUnevenRest() {
        // 1 row of 8194, twice 4096 and two more: columns 0, 2 … 8192.
        RowSample few = new RowSample(new long[] {0}, 1, 8194, upTo(8194), upTo(8194)).thinned();

        assertThat(few.width()).isEqualTo(4097);
        assertThat(few.test(4096)).isEqualTo(8192);
    }

    @Test
    void nmseIsTheMeanSquaredErrorOverTheVarianceWhateverTheMean() {
        // Variance 1.25, mean squared error (0 + 1 + 4 + 0) ÷ 4 = 1.25.
        double[] reference = {1, 2, 3, 4};
        double[] test = {1, 3, 5, 4};

        assertThat(new RowSample(new long[] {0}, 1, 4, reference, test).nmse()).isEqualTo(1);
        assertThat(RowSample.nmse(4, i -> reference[i] + 1e9, i -> test[i] + 1e9))
                .isEqualTo(1);
        assertThat(RowSample.nmse(1, i -> reference[i], i -> test[i])).isNaN();
    }
}
