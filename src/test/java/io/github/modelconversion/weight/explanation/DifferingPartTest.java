package io.github.modelconversion.weight.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows and columns of a quantized tensor: each has a rounding error, and only a larger one is wrong. */
class DifferingPartTest {

    private static final int ROWS = 64;

    /** 1/32, so that the products of errors and squares are small. */
    private static final float SIZE = 0x1p-5f;

    /** Changes a value so that its error is a part of it. */
    @FunctionalInterface
    private interface Change {
        double of(int row, int column);
    }

    private static Optional<Relation> explain(double limit, int rows, int columns, float size, Change error) {
        float[] expected = new float[rows * columns];
        float[] found = new float[rows * columns];
        for (int i = 0; i < found.length; i++) {
            expected[i] = Integer.bitCount(i * 0x9E3779B9) % 2 == 0 ? size : -size;
            found[i] = (float) (expected[i] * (1 + error.of(i / columns, i % columns)));
        }
        try {
            return new Explainer((height, width) -> List.of())
                    .explain(new Suspect(
                            "tensor",
                            "source",
                            Matrices.of(columns, expected),
                            Matrices.of(columns, found),
                            new Layout(Layout.Step.NONE, 4, 0),
                            limit));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns an error of ±1/16 with a sign that depends on the place, so that no factor explains it. */
    private static double rounding(int row, int column) {
        return Integer.bitCount(row * 31 + column * 17) % 2 == 0 ? 0.0625 : -0.0625;
    }

    private static Relation found(Optional<Relation> relation) {
        assertThat(relation).map(Relation::code).hasValue(Code.PART_DIFFERS);
        return relation.orElseThrow();
    }

    @Test
    void namesTheOnlyWrongRowAndBothErrors() {
        Relation relation =
                found(explain(0.01, ROWS, 64, SIZE, (row, column) -> row == 7 ? -1 : rounding(row, column)));

        assertThat(relation.sentence())
                .contains("tensor differs from source in row 7, which is zero;", "in the others, 1.0 in this one");
        assertThat(relation.evidence())
                .containsEntry("wrong", 1L)
                .containsEntry("first", 7L)
                .containsEntry("last", 7L)
                .containsEntry("nmse", 1 / 256.0)
                .containsEntry("nmseOfExpected", 1.0);
    }

    @Test
    void namesAWrongHead() {
        Relation relation = found(
                explain(0.01, ROWS, 64, SIZE, (row, column) -> row / 16 == 2 ? column % 3 - 2 : rounding(row, column)));

        assertThat(relation.sentence())
                .contains("16 of 64 rows, 32 to 47 (head 2);")
                .doesNotContain("zero");
    }

    /** With a limit of 0.01, a row is wrong from an NMSE of 0.04 on; with one of 0.22, from 0.61. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.18, false", "0.01, 0.22, true", "0.22, 0.77, false", "0.22, 0.8, true", "0.22, 1, true"})
    void aRowIsWrongFromFourTimesTheLimitUpToHalfTheWayToUnrelatedOnes(double limit, double error, boolean wrong) {
        Optional<Relation> relation = explain(
                limit, ROWS, 64, 1, (row, column) -> row != 7 ? 0 : (rounding(row, column) > 0 ? error : -error));

        assertThat(relation.isPresent()).isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource({"32, true", "33, false"})
    void atMostHalfOfTheRowsAreWrong(int rows, boolean found) {
        assertThat(explain(
                                0.01,
                                ROWS,
                                64,
                                SIZE,
                                (row, column) -> row < rows ? 20 * rounding(row, column) : rounding(row, column))
                        .isPresent())
                .isEqualTo(found);
    }

    /** Blocks of 256 columns share a scale, so a single column cannot be judged. */
    @Test
    void namesGroupsOfColumns() {
        Relation last = found(explain(
                0.01,
                32,
                600,
                SIZE,
                (row, column) -> column >= 512 ? 20 * rounding(row, column) : rounding(row, column)));
        assertThat(last.sentence()).contains("88 of 600 columns, 512 to 599;", "in these");
        assertThat(last.evidence()).containsEntry("first", 512L).containsEntry("last", 599L);

        Relation two = found(explain(
                0.01,
                32,
                1280,
                SIZE,
                (row, column) -> column / 256 % 2 == 1 ? 20 * rounding(row, column) : rounding(row, column)));
        assertThat(two.sentence()).contains("512 of 1280 columns, the first 256, the last 1023;");
        assertThat(two.evidence()).containsEntry("wrong", 512L);
    }

    @Test
    void fewValuesOfARowOrColumnAreNotJudged() {
        assertThat(explain(0.01, ROWS, 31, SIZE, (row, column) -> row == 7 ? 20 * rounding(row, column) : 0))
                .isEmpty();
        assertThat(explain(0.01, 31, 600, SIZE, (row, column) -> column < 256 ? 20 * rounding(row, column) : 0))
                .isEmpty();
        found(explain(0.01, ROWS, 32, SIZE, (row, column) -> row == 7 ? 20 * rounding(row, column) : 0));
        found(explain(0.01, 32, 600, SIZE, (row, column) -> column < 256 ? 20 * rounding(row, column) : 0));
    }

    /** Half-precision scales may move weights by 3e-6. Without blocks, any difference counts. */
    @ParameterizedTest
    @ValueSource(ints = {64, 512})
    void aRowThatIsSmallerThanTheScalesIsNotWrong(int columns) {
        Change zero = (row, column) -> row == 7 ? -1 : 0;

        assertThat(explain(0.01, ROWS, columns, 3e-6f, zero)).isEmpty();
        found(explain(0.01, ROWS, columns, 3.3e-6f, zero));
        found(explain(0, ROWS, columns, 3e-6f, zero));
    }

    @Test
    void aGroupOfColumnsThatIsSmallerThanTheScalesIsNotWrong() {
        Change zero = (row, column) -> column < 256 ? -1 : 0;

        assertThat(explain(0.01, 32, 1024, 3e-6f, zero)).isEmpty();
        found(explain(0.01, 32, 1024, 3.3e-6f, zero));
    }
}
