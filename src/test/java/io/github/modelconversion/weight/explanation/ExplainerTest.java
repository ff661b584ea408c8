package io.github.modelconversion.weight.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Layout.Step;
import io.github.modelconversion.weight.relation.Library;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds each relation between exact weights. */
class ExplainerTest {

    private static final int ROWS = 64;
    private static final int COLUMNS = 48;
    private static final float[] ORIGINAL = Matrices.gaussian(ROWS * COLUMNS, 1);
    private static final Layout PERMUTED = new Layout(Step.ROPE, 4, 0);

    private static Optional<Relation> explain(Layout layout, int columns, float[] expected, float... converted) {
        return explain((rows, width) -> List.of(), layout, columns, expected, converted);
    }

    private static Optional<Relation> explain(
            Library library, Layout layout, int columns, float[] expected, float... converted) {
        try {
            return new Explainer(library)
                    .explain(new Suspect(
                            "blk.7.attn_k.weight",
                            "layers.7.k_proj",
                            Matrices.of(columns, expected),
                            Matrices.of(columns, converted),
                            layout,
                            0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFound(Optional<Relation> relation, Code code, String... facts) {
        assertThat(relation).isPresent();
        assertThat(relation.orElseThrow().sentence())
                .contains("blk.7.attn_k.weight", "layers.7.k_proj")
                .contains(facts)
                .doesNotContain("\n");
        assertThat(relation.orElseThrow().code()).isEqualTo(code);
    }

    private static void assertNmse(Optional<Relation> relation, double nmse, double ofExpected) {
        assertThat(relation.orElseThrow().evidence())
                .hasEntrySatisfying(
                        "nmse", found -> assertThat(found.doubleValue()).isCloseTo(nmse, withinPercentage(5)))
                .hasEntrySatisfying(
                        "nmseOfExpected",
                        found -> assertThat(found.doubleValue()).isCloseTo(ofExpected, withinPercentage(5)));
    }

    private static float[] changed(float[] values, Change change) {
        float[] changed = values.clone();
        for (int i = 0; i < changed.length; i++) {
            changed[i] = change.apply(i, changed[i]);
        }
        return changed;
    }

    @FunctionalInterface
    private interface Change {
        float apply(int index, float value);
    }

    @Test
    void findsAMissingPermutation() {
        float[] expected = Matrices.permuted(ORIGINAL, COLUMNS, 4);

        Optional<Relation> relation = explain(PERMUTED, COLUMNS, expected, ORIGINAL);

        assertFound(
                relation, Code.ROPE_PERMUTATION, "without the permutation for 4 heads", "NMSE 0 without it", "with it");
        assertThat(relation.orElseThrow().evidence()).containsEntry("heads", 4L).containsEntry("nmse", 0.0);
        assertThat(relation.orElseThrow().evidence())
                .hasEntrySatisfying(
                        "nmseOfExpected", nmse -> assertThat(nmse.doubleValue()).isCloseTo(2, within(0.2)));
    }

    @Test
    void findsAPermutationAppliedTwice() {
        float[] expected = Matrices.permuted(ORIGINAL, COLUMNS, 4);

        assertFound(
                explain(PERMUTED, COLUMNS, expected, Matrices.permuted(expected, COLUMNS, 4)),
                Code.ROPE_PERMUTATION,
                "for 4 heads applied twice");
    }

    @Test
    void findsTheInversePermutation() {
        float[] inverse = Matrices.rows(ORIGINAL, COLUMNS, row -> row / 16 * 16 + row % 8 * 2 + row % 16 / 8);
        assertThat(Matrices.permuted(inverse, COLUMNS, 4)).isEqualTo(ORIGINAL);

        assertFound(
                explain(PERMUTED, COLUMNS, Matrices.permuted(ORIGINAL, COLUMNS, 4), inverse),
                Code.ROPE_PERMUTATION,
                "inverse");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 16})
    void findsAPermutationForAnotherNumberOfHeads(int heads) {
        assertFound(
                explain(
                        PERMUTED,
                        COLUMNS,
                        Matrices.permuted(ORIGINAL, COLUMNS, 4),
                        Matrices.permuted(ORIGINAL, COLUMNS, heads)),
                Code.ROPE_PERMUTATION,
                "for " + heads + " heads",
                "not 4");
    }

    @Test
    void findsAnUnwantedPermutation() {
        assertFound(
                explain(new Layout(Step.NONE, 4, 0), COLUMNS, ORIGINAL, Matrices.permuted(ORIGINAL, COLUMNS, 4)),
                Code.ROPE_PERMUTATION,
                "permuted for 4 heads");
    }

    @Test
    void findsAMissingPermutationOfABias() {
        float[] bias = Arrays.copyOf(ORIGINAL, ROWS);

        assertFound(
                explain(PERMUTED, ROWS, Matrices.permuted(bias, 1, 4), bias),
                Code.ROPE_PERMUTATION,
                "without the permutation for 4 heads");
    }

    @Test
    void findsTheMissingOneOfANorm() {
        Layout norm = new Layout(Step.PLUS_ONE, 0, 0);
        float[] expected = changed(Arrays.copyOf(ORIGINAL, ROWS), (i, value) -> 1 + value / 8);

        assertFound(
                explain(norm, ROWS, expected, changed(expected, (i, value) -> value - 1)),
                Code.NORM_OFFSET,
                "without the + 1",
                "NMSE 0 without it",
                "with it)");
        assertFound(
                explain(norm, ROWS, expected, changed(expected, (i, value) -> value + 1)),
                Code.NORM_OFFSET,
                "added twice",
                "NMSE 0 against that",
                "against the expected weights)");
        assertFound(
                explain(Layout.PLAIN, ROWS, expected, changed(expected, (i, value) -> value + 1)),
                Code.NORM_OFFSET,
                "plus 1, which does not belong");
    }

    @Test
    void findsATransposedSquareMatrix() {
        float[] square = Arrays.copyOf(ORIGINAL, COLUMNS * COLUMNS);

        assertFound(
                explain(Layout.PLAIN, COLUMNS, square, Matrices.transposed(square, COLUMNS)),
                Code.TRANSPOSED,
                "transposed (NMSE 0 against that");
    }

    @Test
    void findsAMatrixWithTheTransposedShapeButNotTheValues() {
        assertFound(
                explain(new Layout(Step.TRANSPOSED, 0, 0), COLUMNS, ORIGINAL, Matrices.transposed(ORIGINAL, COLUMNS)),
                Code.TRANSPOSED,
                "without the transposition (NMSE 0 without it");
    }

    @Test
    void findsTransposedExperts() {
        float[] converted = new float[ORIGINAL.length];
        for (int expert = 0; expert < 4; expert++) {
            float[] matrix = Arrays.copyOfRange(ORIGINAL, expert * 16 * COLUMNS, (expert + 1) * 16 * COLUMNS);
            System.arraycopy(Matrices.transposed(matrix, COLUMNS), 0, converted, expert * matrix.length, matrix.length);
        }

        assertFound(explain(new Layout(Step.NONE, 0, 4), COLUMNS, ORIGINAL, converted), Code.TRANSPOSED, "transposed");
    }

    @Test
    void findsAnotherTensor() {
        float[] other = Matrices.gaussian(ROWS * COLUMNS, 2);
        Library library = (rows, columns) -> List.of(
                new Library.Entry("blk.7.attn_k.weight", "layers.7.k_proj", Matrices.of(columns, ORIGINAL)),
                new Library.Entry("blk.8.attn_k.weight", "layers.8.k_proj", Matrices.of(columns, other)));

        assertFound(
                explain(library, Layout.PLAIN, COLUMNS, ORIGINAL, other),
                Code.OTHER_TENSOR,
                "holds layers.8.k_proj, which belongs in blk.8.attn_k.weight");
    }

    @Test
    void doesNotDistinguishEqualTensors() {
        float[] other = Matrices.gaussian(ROWS * COLUMNS, 2);
        Library library = (rows, columns) -> List.of(
                new Library.Entry("blk.8.attn_k.weight", "layers.8.k_proj", Matrices.of(columns, other)),
                new Library.Entry("blk.9.attn_k.weight", "layers.9.k_proj", Matrices.of(columns, other)));

        assertThat(explain(library, Layout.PLAIN, COLUMNS, ORIGINAL, other)).isEmpty();
    }

    /** The token embeddings are the output's weights too. */
    @Test
    void twoTensorsFromOneSourceAreNoRivals() {
        float[] other = Matrices.gaussian(ROWS * COLUMNS, 2);
        Library library = (rows, columns) -> List.of(
                new Library.Entry("token_embd.weight", "embed_tokens", Matrices.of(columns, other)),
                new Library.Entry("output.weight", "embed_tokens", Matrices.of(columns, other)));

        assertFound(
                explain(library, Layout.PLAIN, COLUMNS, ORIGINAL, changed(other, (i, v) -> v + v * 0x1p-10f)),
                Code.OTHER_TENSOR,
                "holds embed_tokens, which belongs in token_embd.weight");
    }

    /** Two tensors with an NMSE of 2e-6 and 1e-6: neither is clearly nearer. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotDistinguishNearlyEqualTensors(boolean nearestFirst) {
        float[] other = Matrices.gaussian(ROWS * COLUMNS, 2);
        Library.Entry near = new Library.Entry(
                "blk.8.attn_k.weight",
                "layers.8.k_proj",
                Matrices.of(COLUMNS, changed(other, (i, v) -> v + (i % 2 - 0.5f) * 0.002f)));
        Library.Entry nearer = new Library.Entry(
                "blk.9.attn_k.weight",
                "layers.9.k_proj",
                Matrices.of(COLUMNS, changed(other, (i, v) -> v + (i % 2 - 0.5f) * 0.0015f)));
        Library library = (rows, columns) -> nearestFirst ? List.of(nearer, near) : List.of(near, nearer);

        assertThat(explain(library, Layout.PLAIN, COLUMNS, ORIGINAL, other)).isEmpty();
    }

    @Test
    void findsARoundedTensorAmongOthers() {
        float[] other = Matrices.gaussian(ROWS * COLUMNS, 2);
        Library library = (rows, columns) -> List.of(
                new Library.Entry(
                        "blk.8.attn_k.weight",
                        "layers.8.k_proj",
                        Matrices.of(columns, Matrices.gaussian(other.length, 3))),
                new Library.Entry("blk.9.attn_k.weight", "layers.9.k_proj", Matrices.of(columns, other)));

        assertFound(
                explain(
                        library,
                        Layout.PLAIN,
                        COLUMNS,
                        ORIGINAL,
                        changed(other, (i, v) -> v + (i % 2 - 0.5f) * 0.002f)),
                Code.OTHER_TENSOR,
                "layers.9.k_proj");
    }

    @Test
    void findsExpertsSortedByNameAsText() {
        float[] experts = Matrices.gaussian(12 * 4 * COLUMNS, 3);
        int[] sorted = {0, 1, 10, 11, 2, 3, 4, 5, 6, 7, 8, 9};

        assertFound(
                explain(
                        new Layout(Step.NONE, 0, 12),
                        COLUMNS,
                        experts,
                        Matrices.rows(experts, COLUMNS, row -> sorted[row / 4] * 4 + row % 4)),
                Code.ROWS_MOVED,
                "experts sorted as text: 0, 1, 10, 11, 2");
    }

    @Test
    void findsTwoExchangedHeads() {
        float[] converted =
                Matrices.rows(ORIGINAL, COLUMNS, row -> row / 16 == 1 ? row + 32 : row / 16 == 3 ? row - 32 : row);

        Optional<Relation> relation = explain(PERMUTED, COLUMNS, ORIGINAL, converted);

        assertFound(relation, Code.ROWS_MOVED, "heads 1 and 3 exchanged");
        assertThat(relation.orElseThrow().evidence()).containsEntry("moved", 2).containsEntry("heads", 4);
        assertThat(relation.orElseThrow().evidence())
                .hasEntrySatisfying(
                        "nmseOfExpected", nmse -> assertThat(nmse.doubleValue()).isCloseTo(2, within(0.2)));
    }

    @Test
    void findsBothOfTwoHeadsExchanged() {
        assertFound(
                explain(
                        new Layout(Step.NONE, 2, 0),
                        COLUMNS,
                        ORIGINAL,
                        Matrices.rows(ORIGINAL, COLUMNS, row -> (row + 32) % ROWS)),
                Code.ROWS_MOVED,
                "heads 0 and 1 exchanged");
    }

    @Test
    void listsUpToSixHeadsInAnotherOrder() {
        float[] expected = Matrices.gaussian(6 * 8 * COLUMNS, 3);
        int[] order = {1, 2, 0, 3, 4, 5};
        assertFound(
                explain(
                        new Layout(Step.NONE, 6, 0),
                        COLUMNS,
                        expected,
                        Matrices.rows(expected, COLUMNS, row -> order[row / 8] * 8 + row % 8)),
                Code.ROWS_MOVED,
                "heads in another order: 1, 2, 0, 3, 4, 5 (NMSE");

        int[] longer = {1, 2, 0, 3, 4, 5, 6, 7};
        assertFound(
                explain(
                        new Layout(Step.NONE, 8, 0),
                        COLUMNS,
                        ORIGINAL,
                        Matrices.rows(ORIGINAL, COLUMNS, row -> longer[row / 8] * 8 + row % 8)),
                Code.ROWS_MOVED,
                "heads in another order: 1, 2, 0, 3, 4, 5, ... (NMSE");
    }

    @Test
    void findsAHeadInThePlaceOfAnother() {
        assertFound(
                explain(
                        PERMUTED,
                        COLUMNS,
                        ORIGINAL,
                        Matrices.rows(ORIGINAL, COLUMNS, row -> row / 16 == 3 ? row - 32 : row)),
                Code.ROWS_MOVED,
                "heads replaced by others: 0, 1, 2, 1 (NMSE");
    }

    @Test
    void findsRowsRotatedAroundTheEnd() {
        Optional<Relation> relation =
                explain(Layout.PLAIN, COLUMNS, ORIGINAL, Matrices.rows(ORIGINAL, COLUMNS, row -> (row + 63) % ROWS));

        assertFound(relation, Code.ROWS_MOVED, "rows shifted by 1 around the end: row 1 holds row 0");
        assertThat(relation.orElseThrow().evidence()).containsEntry("shift", 1);
    }

    @Test
    void findsRowsShiftedPastTheEnd() {
        float[] converted = Matrices.rows(ORIGINAL, COLUMNS, row -> (row + 3) % ROWS);
        Arrays.fill(converted, 61 * COLUMNS, 64 * COLUMNS, 0);

        assertFound(
                explain(Layout.PLAIN, COLUMNS, ORIGINAL, converted),
                Code.ROWS_MOVED,
                "rows shifted by 3: row 0 holds row 3",
                "last 3 hold something else");
    }

    @Test
    void findsRowsInReverseOrder() {
        assertFound(
                explain(Layout.PLAIN, COLUMNS, ORIGINAL, Matrices.rows(ORIGINAL, COLUMNS, row -> ROWS - 1 - row)),
                Code.ROWS_MOVED,
                "reverse order");
    }

    @Test
    void findsTwoExchangedRows() {
        assertFound(
                explain(
                        Layout.PLAIN,
                        COLUMNS,
                        ORIGINAL,
                        Matrices.rows(ORIGINAL, COLUMNS, row -> row == 5 ? 40 : row == 40 ? 5 : row)),
                Code.ROWS_MOVED,
                "rows 5 and 40 exchanged");
    }

    @Test
    void findsTheOnlyTwoRowsExchanged() {
        float[] expected = Arrays.copyOf(ORIGINAL, 2 * COLUMNS);

        assertFound(
                explain(Layout.PLAIN, COLUMNS, expected, Matrices.rows(expected, COLUMNS, row -> 1 - row)),
                Code.ROWS_MOVED,
                "rows 0 and 1 exchanged");
    }

    /** Four rows of 16 384 values are read at once. */
    @Test
    void findsLongRowsExchanged() {
        int columns = 1 << 14;
        float[] expected = Matrices.gaussian(5 * columns, 6);

        assertFound(
                explain(
                        Layout.PLAIN,
                        columns,
                        expected,
                        Matrices.rows(expected, columns, row -> row == 1 ? 4 : row == 4 ? 1 : row)),
                Code.ROWS_MOVED,
                "rows 1 and 4 exchanged");
    }

    @Test
    void rowsAreComparedWithEachOtherFrom32ValuesOn() {
        for (int columns : new int[] {31, 32}) {
            float[] expected = Arrays.copyOf(ORIGINAL, ROWS * columns);

            assertFound(
                    explain(
                            Layout.PLAIN,
                            columns,
                            expected,
                            Matrices.rows(expected, columns, row -> row == 5 ? 40 : row == 40 ? 5 : row)),
                    columns < 32 ? Code.PART_DIFFERS : Code.ROWS_MOVED,
                    "5",
                    "40");
        }
    }

    @Test
    void findsHundredsOfRowsInAnyOrder() {
        float[] expected = Matrices.gaussian(257 * COLUMNS, 7);

        assertFound(
                explain(Layout.PLAIN, COLUMNS, expected, Matrices.rows(expected, COLUMNS, row -> row * 5 % 257)),
                Code.ROWS_MOVED,
                "256 of 257 rows");
    }

    @Test
    void findsRowsInAnyOrder() {
        Optional<Relation> relation =
                explain(Layout.PLAIN, COLUMNS, ORIGINAL, Matrices.rows(ORIGINAL, COLUMNS, row -> row * 5 % ROWS));

        // 5 r = r (mod 64) for r = 0, 16, 32 and 48.
        assertFound(relation, Code.ROWS_MOVED, "60 of 64 rows", "row 1 holds row 5");
        assertThat(relation.orElseThrow().evidence()).containsEntry("moved", 60);
    }

    @Test
    void findsOneFactor() {
        assertFound(
                explain(Layout.PLAIN, COLUMNS, ORIGINAL, changed(ORIGINAL, (i, value) -> -value)),
                Code.WEIGHTS_SCALED,
                "every sign is flipped");
        assertFound(
                explain(Layout.PLAIN, COLUMNS, ORIGINAL, changed(ORIGINAL, (i, value) -> value * 0.75f)),
                Code.WEIGHTS_SCALED,
                "by 0.750");
        assertFound(
                explain(PERMUTED, COLUMNS, ORIGINAL, changed(ORIGINAL, (i, value) -> value * 4)),
                Code.WEIGHTS_SCALED,
                "by 4.00, about √16 (");
        assertFound(
                explain(PERMUTED, COLUMNS, ORIGINAL, changed(ORIGINAL, (i, value) -> value / 4)),
                Code.WEIGHTS_SCALED,
                "by 0.250, about 1 ÷ √16 (");
        assertFound(
                explain(PERMUTED, COLUMNS, ORIGINAL, changed(ORIGINAL, (i, value) -> value * 4.2f)),
                Code.WEIGHTS_SCALED,
                "by 4.20 (");
    }

    /** Three quarters of the weights, rounded by up to 0.1 %, are a quarter away from the expected ones: 0.25² = 0.0625. */
    @Test
    void findsFactorsOfRoundedWeights() {
        Change rounded = (i, value) -> value * (Integer.bitCount(i) % 2 == 0 ? 0.999f : 1.001f);

        Optional<Relation> one = explain(
                Layout.PLAIN, COLUMNS, ORIGINAL, changed(changed(ORIGINAL, rounded), (i, value) -> value * 0.75f));
        assertFound(one, Code.WEIGHTS_SCALED, "by 0.750");
        assertNmse(one, 1e-6, 0.0625);

        Optional<Relation> ofRows = explain(
                Layout.PLAIN,
                COLUMNS,
                ORIGINAL,
                changed(
                        changed(ORIGINAL, rounded),
                        (i, value) -> i / COLUMNS % 2 == 0 ? value * 0.75f : value * 1.25f));
        assertFound(ofRows, Code.WEIGHTS_SCALED, "each row");
        assertNmse(ofRows, 1e-6, 0.0625);
    }

    /** An error of 1 % of the scaled weights is 0.016 % of the original ones. */
    @Test
    void aFactorMustLeaveLittleOfTheScaledWeights() {
        assertThat(explain(
                        Layout.PLAIN,
                        COLUMNS,
                        ORIGINAL,
                        changed(ORIGINAL, (i, value) -> value / 64 * (Integer.bitCount(i) % 2 == 0 ? 0.99f : 1.01f))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.000999, 9.99e-04",
        "0.001, 0.00100",
        "0.5, 0.500",
        "1, 1.00",
        "9.5, 9.50",
        "10, 10.0",
        "99.5, 99.5",
        "100, 100",
        "9999, 9999",
        "10000, 1.00e+04",
        "-0.5, -0.500"
    })
    void writesAFactorWithThreeDigits(double factor, String text) {
        assertThat(Scaling.text(factor)).isEqualTo(text);
    }

    @Test
    void thirtyTwoValuesAreEnoughForAFactor() {
        float[] expected = Arrays.copyOf(ORIGINAL, 32);

        assertFound(
                explain(Layout.PLAIN, 32, expected, changed(expected, (i, value) -> value * 2)),
                Code.WEIGHTS_SCALED,
                "by 2.00");
    }

    @Test
    void aFactorForEachRowOrColumnNeeds32Values() {
        float[] rows = Arrays.copyOf(ORIGINAL, 2 * 32);
        assertFound(
                explain(Layout.PLAIN, 32, rows, changed(rows, (i, value) -> value * (i < 32 ? 2 : 3))),
                Code.WEIGHTS_SCALED,
                "each row",
                "from 2.00 to 3.00");
        float[] columns = Arrays.copyOf(ORIGINAL, 32 * 32);
        assertFound(
                explain(Layout.PLAIN, 32, columns, changed(columns, (i, value) -> value * (1 + i % 32 / 64f))),
                Code.WEIGHTS_SCALED,
                "each column",
                "from 1.00 to 1.48");
    }

    @Test
    void findsAFactorForEachRowOrColumn() {
        assertFound(
                explain(
                        Layout.PLAIN,
                        COLUMNS,
                        ORIGINAL,
                        changed(ORIGINAL, (i, value) -> value * (1 + Math.floorDiv(i, COLUMNS) / 64f))),
                Code.WEIGHTS_SCALED,
                "each row",
                "from 1.00 to 1.98");
        assertFound(
                explain(
                        Layout.PLAIN,
                        COLUMNS,
                        ORIGINAL,
                        changed(ORIGINAL, (i, value) -> value * (1 + i % COLUMNS / 64f))),
                Code.WEIGHTS_SCALED,
                "each column",
                "from 1.00 to 1.73");
    }

    @Test
    void findsAHeadOfZeros() {
        assertFound(
                explain(
                        PERMUTED,
                        COLUMNS,
                        ORIGINAL,
                        changed(ORIGINAL, (i, value) -> i / COLUMNS / 16 == 2 ? 0 : value)),
                Code.PART_DIFFERS,
                "16 of 64 rows, 32 to 47 (head 2), which are all zero");
    }

    @Test
    void findsSingleRowsAndColumns() {
        assertFound(
                explain(
                        Layout.PLAIN,
                        COLUMNS,
                        ORIGINAL,
                        changed(ORIGINAL, (i, value) -> i / COLUMNS % 20 == 7 ? value * value : value)),
                Code.PART_DIFFERS,
                "3 of 64 rows, the first 7, the last 47; the others agree (NMSE 0 in the others",
                "in these)");
        assertFound(
                explain(
                        Layout.PLAIN,
                        COLUMNS,
                        ORIGINAL,
                        changed(ORIGINAL, (i, value) -> i % COLUMNS == 9 ? value * value : value)),
                Code.PART_DIFFERS,
                "column 9; the others",
                "in this one)");
    }

    @Test
    void aNanWeightExplainsNothing() {
        float[] converted = ORIGINAL.clone();
        converted[3 * COLUMNS + 5] = Float.NaN;

        assertThat(explain(PERMUTED, COLUMNS, ORIGINAL, converted)).isEmpty();
    }

    @Test
    void explainsNothingForEqualWeights() {
        float[] ones = new float[ORIGINAL.length];
        Arrays.fill(ones, 1);

        assertFound(explain(Layout.PLAIN, COLUMNS, ORIGINAL, ones), Code.WEIGHTS_DIFFER, "is 1.0");
        assertThat(explain(Layout.PLAIN, COLUMNS, ones, new float[ORIGINAL.length]))
                .isEmpty();
    }

    @Test
    void unrelatedWeightsAreNotExplained() {
        assertThat(explain(PERMUTED, COLUMNS, ORIGINAL, Matrices.gaussian(ROWS * COLUMNS, 9)))
                .isEmpty();
    }
}
