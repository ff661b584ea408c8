package io.github.modelconversion.weight.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each value of a matrix is its index, as float32 holds exactly up to 2^24. */
class ViewsTest {

    private record Counting(long rows, int columns) implements WeightMatrix {
        @Override
        public void read(long first, int count, float[] values) {
            assertThat(first + count).isLessThanOrEqualTo(rows);
            for (int i = 0; i < count * columns; i++) {
                values[i] = first * columns + i;
            }
        }
    }

    private static final WeightMatrix MATRIX = new Counting(4, 2);

    private static float[] read(WeightMatrix matrix, long first, int count) throws IOException {
        float[] values = new float[count * matrix.columns()];
        matrix.read(first, count, values);
        return values;
    }

    @Test
    void changesValuesByTheirPlace() throws IOException {
        WeightMatrix changed = new ChangedValues(MATRIX, (row, column, value) -> 100f * row + 10f * column + value);

        assertThat(read(changed, 1, 2)).containsExactly(102, 113, 204, 215);
        assertThat(changed.rows()).isEqualTo(4);
        assertThat(changed.columns()).isEqualTo(2);
    }

    @Test
    void takesConsecutiveRows() throws IOException {
        WeightMatrix slice = new Slice(MATRIX, 1, 3);

        assertThat(read(slice, 1, 2)).containsExactly(4, 5, 6, 7);
        assertThat(slice.rows()).isEqualTo(3);
        assertThat(slice.columns()).isEqualTo(2);
    }

    @Test
    void movesRows() throws IOException {
        WeightMatrix moved = new MovedRows(MATRIX, row -> (row + 3) % 4);

        assertThat(read(moved, 0, 4)).containsExactly(6, 7, 0, 1, 2, 3, 4, 5);
        assertThat(read(moved, 2, 1)).containsExactly(2, 3);
        assertThat(moved.rows()).isEqualTo(4);
        assertThat(moved.columns()).isEqualTo(2);
    }

    @Test
    void turnsVectorsUprightAndLeavesMatricesAlone() throws IOException {
        WeightMatrix upright = HeldMatrix.upright(new Counting(1, 3));

        assertThat(upright.rows()).isEqualTo(3);
        assertThat(upright.columns()).isOne();
        assertThat(read(upright, 1, 2)).containsExactly(1, 2);
        assertThat(HeldMatrix.upright(MATRIX)).isSameAs(MATRIX);
    }

    /** The last two matrices have more values than are held at once. */
    @ParameterizedTest
    @CsvSource({"4, 2, 1", "6, 2, 2", "6, 3, 3", "4096, 1030, 1", "6000, 800, 2"})
    void transposesMatricesBelowEachOther(int rows, int columns, int matrices) throws IOException {
        WeightMatrix transposed = new Transposed(new Counting(rows, columns), matrices);
        int height = rows / matrices;
        List<Integer> wrong = new ArrayList<>();
        int atOnce = rows % 5 == 0 ? 5 : 2;
        for (int first = 0; first < rows; first += atOnce) {
            float[] values = read(transposed, first, atOnce);
            for (int i = 0; i < values.length; i++) {
                int place = first * columns + i;
                int inMatrix = place % (height * columns);
                int origin = place - inMatrix + inMatrix % height * columns + inMatrix / height;
                if (values[i] != origin) {
                    wrong.add(place);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(transposed.rows()).isEqualTo(rows);
        assertThat(transposed.columns()).isEqualTo(columns);
    }

    @Test
    void transposedMatricesCanBeReadInAnyOrder() throws IOException {
        WeightMatrix transposed = new Transposed(new Counting(4096, 1030), 1);
        float[] last = read(transposed, 4095, 1);

        assertThat(read(transposed, 0, 1)[1]).isEqualTo(1030);
        assertThat(read(transposed, 4095, 1)).isEqualTo(last);
        assertThat(last[1029]).isEqualTo(4096 * 1030 - 1);
    }
}
