package io.github.modelconversion.weight.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.weight.relation.Differences.Axis;
import io.github.modelconversion.weight.view.HeldMatrix;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** All values are small integers, so every expected sum is exact. */
class DifferencesTest {

    private static final HeldMatrix FOUND = new HeldMatrix(3, 1, 2, 3, 0, 0, 0);
    private static final HeldMatrix EXPECTED = new HeldMatrix(3, 1, 1, 5, 2, -1, 2);

    @Test
    void addsUpAllRowsAndColumns() throws IOException {
        Differences differences = Differences.of(FOUND, EXPECTED);

        assertThat(differences.all().error()).containsExactly(1 + 4 + 4 + 1 + 4);
        assertThat(differences.rows().error()).containsExactly(5, 9);
        assertThat(differences.rows().power()).containsExactly(27, 9);
        assertThat(differences.rows().product()).containsExactly(1 + 2 + 15, 0);
        assertThat(differences.columns().error()).containsExactly(4, 2, 8);
        assertThat(differences.columns().power()).containsExactly(5, 2, 29);
        assertThat(differences.columns().product()).containsExactly(1, 2, 15);
    }

    @Test
    void addsUpGroupsOfNeighboursOfWhichTheLastMayBeSmaller() throws IOException {
        Axis columns = Differences.of(FOUND, EXPECTED).columns();

        assertThat(columns.grouped(1)).isSameAs(columns);
        assertThat(columns.grouped(2).error()).containsExactly(6, 8);
        assertThat(columns.grouped(2).power()).containsExactly(7, 29);
        assertThat(columns.grouped(2).product()).containsExactly(3, 15);
    }

    @Test
    void knowsWhichRowsAreZero() throws IOException {
        Axis rows = Differences.of(FOUND, EXPECTED).rows();

        assertThat(rows.isZero(0)).isFalse();
        assertThat(rows.isZero(1)).isTrue();
    }

    /** The factor that predicts 1, 2, 3 best from 1, 1, 5 is 18 / 27; of 14 there remain 14 - 18 * 18 / 27. */
    @Test
    void findsTheBestFactorAndWhatItLeaves() throws IOException {
        Axis rows = Differences.of(FOUND, EXPECTED).rows();

        assertThat(rows.factor(0)).isEqualTo(18 / 27.0);
        assertThat(rows.remains(0, 18 / 27.0)).isEqualTo(2);
        assertThat(rows.factor(1)).isZero();
    }

    @Test
    void readsMatricesInBlocks() throws IOException {
        int columns = 1 << 14;
        float[] values = new float[5 * columns];
        values[4 * columns] = 3;

        assertThat(Differences.of(new HeldMatrix(columns, values), new HeldMatrix(columns, new float[5 * columns]))
                        .rows()
                        .error())
                .containsExactly(0, 0, 0, 0, 9);
    }

    @Test
    void hasNoSumsOfMoreThanAMillionRows() throws IOException {
        float[] ones = new float[Differences.MOST_SUMS + 1];
        Arrays.fill(ones, 1);
        float[] less = Arrays.copyOf(ones, Differences.MOST_SUMS);

        Differences many = Differences.of(new HeldMatrix(1, ones), new HeldMatrix(1, new float[ones.length]));
        assertThat(many.rows().size()).isZero();
        assertThat(many.all().error()).containsExactly(ones.length);
        assertThat(Differences.of(new HeldMatrix(1, less), new HeldMatrix(1, less))
                        .rows()
                        .size())
                .isEqualTo(1 << 20);

        Differences wide = Differences.of(new HeldMatrix(ones.length, ones), new HeldMatrix(ones.length, ones));
        assertThat(wide.columns().size()).isZero();
        assertThat(wide.rows().product()).containsExactly(ones.length);
    }
}
