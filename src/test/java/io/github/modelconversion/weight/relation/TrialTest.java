package io.github.modelconversion.weight.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.weight.view.HeldMatrix;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialTest {

    private static Trial trial(int columns, double limit) {
        HeldMatrix matrix = new HeldMatrix(columns, new float[64 * columns]);
        try {
            return new Trial(
                    new Suspect("tensor", "source", matrix, matrix, Layout.PLAIN, limit),
                    Differences.of(matrix, matrix),
                    List.of());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** With a limit of 0.25; the expected weights must be three times as far away as the relation, and be wrong themselves. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, true",
        "0.25, 0.75, true",
        "0.26, 2, false",
        "0.25, 0.74, false",
        "0.125, 0.375, true",
        "0, 0.25, false",
        "0, 0.26, true"
    })
    void aRelationExplainsTheWeightsMuchBetterThanTheExpectedOnes(double nmse, double unexplained, boolean proven) {
        assertThat(trial(64, 0.25)
                        .relation(Code.WEIGHTS_SCALED, "is scaled", Map.of(), nmse, unexplained)
                        .isPresent())
                .isEqualTo(proven);
    }

    @Test
    void aRelationSaysItsNumbersInWordsAndInEvidence() {
        Relation relation = trial(64, 0.25)
                .relation(Code.WEIGHTS_SCALED, "is scaled", Map.of("factor", 2), 0.001, 0.5)
                .orElseThrow();

        assertThat(relation.sentence())
                .isEqualTo("tensor is scaled (NMSE 1.0e-03 against that, 0.50 against the expected weights)");
        assertThat(relation.evidence())
                .containsEntry("factor", 2)
                .containsEntry("nmse", 0.001)
                .containsEntry("nmseOfExpected", 0.5);
    }

    /** Twice the limit, but at most half the way to unrelated weights. */
    @ParameterizedTest
    @CsvSource({"0.01, 0.02", "0.5, 0.75", "0, 2e-5"})
    void aSampleMayBeTwiceAsFarOff(double limit, double allowed) {
        assertThat(trial(64, limit).allowedInSample()).isCloseTo(allowed, within(1e-12));
        assertThat(trial(64, limit).isPromising(allowed * 0.99)).isTrue();
        assertThat(trial(64, limit).isPromising(allowed * 1.01)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, false, value", "31, false, row", "32, true, row"})
    void rowsAreLongFrom32ValuesOn(int columns, boolean isLong, String noun) {
        assertThat(trial(columns, 0).hasLongRows()).isEqualTo(isLong);
        assertThat(trial(columns, 0).rowNoun()).isEqualTo(noun);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3e-6, true", "1e-4, false"})
    void blocksAreNotExact(double limit, boolean exact) {
        assertThat(trial(64, limit).isExact()).isEqualTo(exact);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.00123, 1.2e-03", "0.05, 5.0e-02", "0.1, 0.10", "1.96, 2.0", "99, 99", "100, 1.0e+02"})
    void writesAnNmseWithTwoDigits(double nmse, String text) {
        assertThat(Trial.text(nmse)).isEqualTo(text);
    }
}
