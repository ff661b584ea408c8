package io.github.modelconversion.weight.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.relation.Layout;
import io.github.modelconversion.weight.relation.Layout.Step;
import io.github.modelconversion.weight.relation.Library;
import io.github.modelconversion.weight.relation.Relation;
import io.github.modelconversion.weight.relation.Suspect;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that fit many relations at once, or are too few to prove one. */
class DegenerateWeightsTest {

    private static final int COLUMNS = 256;
    private static final int ROWS = 64;

    /** Relations that say where weights come from. */
    private static final Set<Code> OF_PLACES =
            EnumSet.of(Code.ROPE_PERMUTATION, Code.TRANSPOSED, Code.OTHER_TENSOR, Code.ROWS_MOVED);

    private enum Weights {
        ONES {
            @Override
            float at(int row, int column, Random random) {
                return 1;
            }
        },
        ZEROS {
            @Override
            float at(int row, int column, Random random) {
                return 0;
            }
        },
        /** All rows are equal. */
        EQUAL_ROWS {
            @Override
            float at(int row, int column, Random random) {
                return new Random(column).nextFloat() - 0.5f;
            }
        },
        /** Rows differ by less than the rounding of most types. */
        NEARLY_EQUAL_ROWS {
            @Override
            float at(int row, int column, Random random) {
                return new Random(column).nextFloat() - 0.5f + 1e-3f * random.nextFloat();
            }
        },
        /** All rows are multiples of one row. */
        RANK_ONE {
            @Override
            float at(int row, int column, Random random) {
                return (new Random(column).nextFloat() - 0.5f) * (1 + row % 7);
            }
        },
        /** Most rows are zero. */
        FEW_ROWS {
            @Override
            float at(int row, int column, Random random) {
                return row % 16 == 3 ? random.nextFloat() - 0.5f : 0;
            }
        },
        /** Each row is constant. */
        CONSTANT_ROWS {
            @Override
            float at(int row, int column, Random random) {
                return 1 + row;
            }
        };

        abstract float at(int row, int column, Random random);

        float[] matrix() {
            Random random = new Random(5);
            float[] values = new float[ROWS * COLUMNS];
            for (int i = 0; i < values.length; i++) {
                values[i] = at(i / COLUMNS, i % COLUMNS, random);
            }
            return values;
        }
    }

    /** Explains a tensor with everything that is known of it, next to two others of the same kind. */
    private static Optional<Relation> explain(
            Step step, double limit, int columns, float[] expected, float... converted) {
        Library library = (rows, width) -> Stream.of("a", "b")
                .map(name -> new Library.Entry(name, "source." + name, Matrices.of(width, expected)))
                .toList();
        try {
            return new Explainer(library)
                    .explain(new Suspect(
                            "suspect",
                            "source",
                            Matrices.of(columns, expected),
                            Matrices.of(columns, converted),
                            new Layout(step, 4, 0),
                            limit));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Weights.class)
    void correctTensorsAreNotExplained(Weights weights) {
        for (Rounding type : Rounding.values()) {
            for (Step step : Step.values()) {
                assertThat(explain(step, type.limit(false), COLUMNS, weights.matrix(), type.round(weights.matrix())))
                        .as("%s %s", type, step)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Weights.class)
    void noOriginIsClaimedForUnrelatedWeights(Weights weights) {
        for (Rounding type : Rounding.values()) {
            float[] elsewhere = type.round(Matrices.gaussian(ROWS * COLUMNS, 8));

            assertThat(explain(Step.ROPE, type.limit(false), COLUMNS, weights.matrix(), elsewhere))
                    .as("%s", type)
                    .isEmpty();
            assertThat(explain(
                            Step.ROPE,
                            type.limit(false),
                            COLUMNS,
                            Matrices.gaussian(ROWS * COLUMNS, 8),
                            weights.matrix()))
                    .as("%s", type)
                    .matches(it -> it.stream().noneMatch(relation -> OF_PLACES.contains(relation.code())));
        }
    }

    /** A vector of ones is not taken for the norm of another layer that also consists of ones. */
    @Test
    void onesDoNotComeFromAnotherTensorOfOnes() throws IOException {
        float[] ones = new float[COLUMNS];
        Arrays.fill(ones, 1);
        Library library =
                (rows, columns) -> List.of(new Library.Entry("other", "source.other", Matrices.of(columns, ones)));

        Optional<Relation> relation = new Explainer(library)
                .explain(new Suspect(
                        "norm",
                        "source",
                        Matrices.of(COLUMNS, Matrices.gaussian(COLUMNS, 3)),
                        Matrices.of(COLUMNS, ones),
                        Layout.PLAIN,
                        0));

        assertThat(relation).map(Relation::code).hasValue(Code.WEIGHTS_DIFFER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 31})
    void fewValuesProveNothing(int count) {
        float[] expected = Matrices.gaussian(count, 4);
        float[] scaled = Matrices.rows(Matrices.gaussian(count, 4), 1, row -> row);
        Map<String, float[]> wrong = Map.of(
                "other", Matrices.gaussian(count, 5),
                "reversed", Matrices.rows(expected, 1, row -> count - 1 - row),
                "scaled", scaled);
        for (int i = 0; i < count; i++) {
            scaled[i] *= 2;
        }

        wrong.forEach((name, values) -> assertThat(explain(Step.NONE, 0, count, expected, values))
                .as(name)
                .isEmpty());
    }
}
