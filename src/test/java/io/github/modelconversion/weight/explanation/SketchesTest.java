package io.github.modelconversion.weight.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sketch of a row with a single value is that value, perhaps with the other sign, so distances are exact. */
class SketchesTest {

    private static Sketches ofValues(float... values) throws IOException {
        return Sketches.ofRows(Matrices.of(1, values));
    }

    /** The squared distance may be a tenth of 100; the second nearest must be twice as far away as the nearest. */
    @ParameterizedTest
    @CsvSource({
        "90, 11, 12, 1",
        "90, 12, 11, 2",
        "90, 11, 11.2, -1",
        "90, 11.2, 11, -1",
        "90, 11, 11, -1",
        "90, 14, 15, -1",
        "90, 13.1, 80, 1",
        "90, 13.2, 80, -1",
        "13.1, 10, 10, 0"
    })
    void theNearestIsClearlyNearerThanAllOthers(float first, float second, float third, int nearest)
            throws IOException {
        assertThat(ofValues(10).nearest(0, ofValues(first, second, third), 0.1)).isEqualTo(nearest);
    }

    @Test
    void theFirstRowMayBeTheSecondNearest() throws IOException {
        assertThat(ofValues(0, 10).nearest(1, ofValues(11.2f, 90, 11), 0.1)).isEqualTo(-1);
        assertThat(ofValues(0, 10).nearest(1, ofValues(12, 90, 11), 0.1)).isEqualTo(2);
    }

    @Test
    void findsRowsOfAnyWidthInAnyPlace() throws IOException {
        for (int columns : new int[] {2, 7, 48, 1000}) {
            float[] rows = Matrices.gaussian(50 * columns, columns);
            Sketches found = Sketches.ofRows(Matrices.of(columns, Matrices.rows(rows, columns, row -> 49 - row)));
            Sketches expected = Sketches.ofRows(Matrices.of(columns, rows));

            assertThat(found.count()).isEqualTo(50);
            for (int row = 0; row < 50; row++) {
                assertThat(found.nearest(row, expected, 1e-6)).isEqualTo(49 - row);
            }
        }
    }

    /** Noise with a third of the deviation has an NMSE of 0.11. */
    @Test
    void findsRowsInSpiteOfNoise() throws IOException {
        int columns = 512;
        float[] rows = Matrices.gaussian(200 * columns, 1);
        float[] noise = Matrices.gaussian(200 * columns, 2);
        float[] found = Matrices.rows(rows, columns, row -> 199 - row);
        for (int i = 0; i < found.length; i++) {
            found[i] += noise[i] / 3;
        }
        Sketches sketches = Sketches.ofRows(Matrices.of(columns, found));
        Sketches expected = Sketches.ofRows(Matrices.of(columns, rows));

        for (int row = 0; row < 200; row++) {
            assertThat(sketches.nearest(row, expected, 0.3)).isEqualTo(199 - row);
        }
    }

    /** An error of 0.2 has an NMSE of 0.04; because columns have signs, it does not add up in a bucket of 16. */
    @Test
    void findsRowsInSpiteOfErrorsWithOneSign() throws IOException {
        int columns = 512;
        float[] rows = Matrices.gaussian(100 * columns, 1);
        float[] found = Matrices.rows(rows, columns, row -> 99 - row);
        for (int i = 0; i < found.length; i++) {
            found[i] += 0.2f;
        }
        Sketches sketches = Sketches.ofRows(Matrices.of(columns, found));
        Sketches expected = Sketches.ofRows(Matrices.of(columns, rows));

        for (int row = 0; row < 100; row++) {
            assertThat(sketches.nearest(row, expected, 0.25)).isEqualTo(99 - row);
        }
    }

    /** 70 000 rows of 32 values would exceed 2^21 values. */
    @Test
    void summarisesTheRowsOfALargeVocabularyMoreBriefly() throws IOException {
        int rows = 70_000;
        float[] values = Matrices.gaussian(rows * 32, 4);
        Sketches found = Sketches.ofRows(Matrices.of(32, Matrices.rows(values, 32, row -> rows - 1 - row)));
        Sketches expected = Sketches.ofRows(Matrices.of(32, values));

        assertThat(found.count()).isEqualTo(rows);
        assertThat(found.nearest(0, expected, 1e-6)).isEqualTo(rows - 1);
        assertThat(found.nearest(rows - 1, expected, 1e-6)).isZero();
    }

    /** Each row has a single value in a column of its own, so only its bucket and its sign tell it from others. */
    @Test
    void columnsAreSpreadOverBucketsAndSigns() throws IOException {
        float[] rows = new float[32 * 32];
        for (int row = 0; row < 32; row++) {
            rows[33 * row] = 1;
        }
        Sketches found = Sketches.ofRows(Matrices.of(32, Matrices.rows(rows, 32, row -> (row + 1) % 32)));
        Sketches expected = Sketches.ofRows(Matrices.of(32, rows));

        int told = 0;
        for (int row = 0; row < 32; row++) {
            told += found.nearest(row, expected, 0.1) == (row + 1) % 32 ? 1 : 0;
        }
        assertThat(told).isGreaterThan(12);
    }

    @Test
    void summarisesBlocksByRowsOfEach() throws IOException {
        float[] rows = Matrices.gaussian(64 * 16, 3);
        Sketches found = Sketches.ofBlocks(Matrices.of(16, Matrices.rows(rows, 16, row -> (row + 16) % 64)), 4, 3);
        Sketches expected = Sketches.ofBlocks(Matrices.of(16, rows), 4, 3);

        assertThat(found.count()).isEqualTo(4);
        for (int block = 0; block < 4; block++) {
            assertThat(found.nearest(block, expected, 1e-6)).isEqualTo((block + 1) % 4);
        }
    }

    /** 2^21 values in all, of at least 8 for each row. */
    @Test
    void holdsAtMostTwoMillionValues() throws IOException {
        assertThat(Sketches.mostRows(1024)).isEqualTo(1 << 18);
        assertThat(Sketches.mostRows(2)).isEqualTo(1 << 20);
    }
}
