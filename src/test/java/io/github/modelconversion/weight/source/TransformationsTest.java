package io.github.modelconversion.weight.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransformationsTest {

    /** A tensor with its indices as values, which records how much is read at once. */
    private static final class Counting implements WeightValues {

        private final long count;
        private int most;

        Counting(long count) {
            this.count = count;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public void read(long first, int length, float[] values, int at) {
            assertThat(first + length).isLessThanOrEqualTo(count);
            most = Math.max(most, length);
            for (int i = 0; i < length; i++) {
                values[at + i] = first + i;
            }
        }
    }

    /** Integers up to 2^24, which float32 holds exactly; the second and third case need several tiles. */
    @ParameterizedTest
    @CsvSource({"3, 5, 4", "16384, 40, 1", "2048, 700, 2", "5, 3000, 2"})
    void transposesMatricesOfAnySize(int rows, int columns, int matrices) throws IOException {
        int size = rows * columns;
        Counting source = new Counting((long) size * matrices);
        WeightValues transposed = Transformations.transposed(source, rows, columns);
        float[] values = new float[10_007];
        List<Long> wrong = new ArrayList<>();
        for (long first = 0; first < transposed.count(); first += values.length) {
            int length = (int) Math.min(values.length, transposed.count() - first);
            transposed.read(first, length, values, 0);
            for (int i = 0; i < length; i++) {
                long place = first + i;
                long inMatrix = place % size;
                long origin = place - inMatrix + inMatrix % rows * columns + inMatrix / rows;
                if (values[i] != origin) {
                    wrong.add(place);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(source.most).isLessThanOrEqualTo(1 << 15);
    }

    @Test
    void readsNarrowRowsInLargerPieces() throws IOException {
        Counting source = new Counting(1 << 16);
        WeightValues rotated = Transformations.rope(source, 1, 2);
        float[] values = new float[1 << 16];

        rotated.read(0, values.length, values, 0);

        assertThat(values[1]).isEqualTo(1 << 14);
        assertThat(values[(1 << 15) + 3]).isEqualTo((1 << 15) + (1 << 14) + 1);
        assertThat(source.most).isGreaterThan(1 << 10);
    }
}
