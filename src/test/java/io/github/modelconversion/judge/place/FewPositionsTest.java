package io.github.modelconversion.judge.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.EvidenceFixture;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The usual NMSE is at most 1e-4, as for an unknown type. */
class FewPositionsTest {

    private static final RowFigures NO_ROWS = RowFigures.NONE;

    private static Optional<Finding> examine(RowErrors errors) {
        return new FewPositions()
                .examine(EvidenceFixture.well()
                        .withRows(
                                Metrics.none(),
                                new RowFigures(
                                        List.of(), NO_ROWS.nearTies(), NO_ROWS.flips(), NO_ROWS.norms(), errors, 0))
                        .evidence());
    }

    private static double[] rows(int count, double nmse, int... bad) {
        double[] rows = new double[count];
        Arrays.fill(rows, nmse);
        for (int row : bad) {
            rows[row] = 2;
        }
        return rows;
    }

    private static Optional<Finding> examine(double... errors) {
        return examine(RowErrors.of(errors));
    }

    @Test
    void theLastOfManyIsNamedWithItsErrorAndTheOthers() {
        Finding finding = examine(rows(32, 1e-4, 31)).orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.FEW_POSITIONS);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message())
                .startsWith(
                        "1 of 32 positions is far off: 31 (mean NMSE 2.000e+00 on its own, 1.000e-04 for the others). ")
                .contains("end token", "template", "written");
        assertThat(finding.evidence())
                .containsExactly(
                        Map.entry("count", 1),
                        Map.entry("positions", 32),
                        Map.entry("firstPosition", 31),
                        Map.entry("lastPosition", 31),
                        Map.entry("nmseOfThese", 2.0),
                        Map.entry("nmseOfOthers", 1e-4));
    }

    @Test
    void severalAreListedUpToFiveAndARunIsNamedByItsEnds() {
        assertThat(examine(rows(100, 1e-4, 3, 50)).orElseThrow().message())
                .startsWith("2 of 100 positions are far off: 3, 50 (")
                .doesNotContain("end token");
        assertThat(examine(rows(100, 1e-4, 7, 9, 11, 13, 15, 17)).orElseThrow().message())
                .contains(": 7, 9, 11, 13, 15, ... (");
        assertThat(examine(rows(100, 1e-4, 97, 98, 99)).orElseThrow().message()).contains(": 97 to 99 (", "end token");
        assertThat(examine(rows(100, 1e-4, 0)).orElseThrow().message()).contains("BOS");
    }

    @Test
    void atMostATenthOrOneOfThreeAreFew() {
        assertThat(examine(rows(100, 1e-4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).isPresent();
        assertThat(examine(rows(100, 1e-4, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))).isEmpty();
        assertThat(examine(rows(3, 1e-4, 1))).isPresent();
        assertThat(examine(rows(4, 1e-4, 1, 2))).isEmpty();
        assertThat(examine(rows(2, 1e-4, 1))).isEmpty();
    }

    @Test
    void aRowIsFarOffAboveThirtyTimesTheWorstOfTheOthers() {
        assertThat(examine(1e-4, 1e-4, 2e-3, 5.9e-2)).isEmpty();
        assertThat(examine(1e-4, 1e-4, 2e-3, 6.1e-2)).isPresent();
    }

    @Test
    void aUsualErrorForTheTypeIsNotFarOff() {
        assertThat(examine(1e-9, 1e-9, 1e-9, 1e-3)).isEmpty();
        assertThat(examine(1e-9, 1e-9, 1e-9, 1.01e-3)).isPresent();
    }

    @Test
    void ifTheOthersAreOffTooItIsNotAMatterOfAFew() {
        assertThat(examine(1e-2, 1e-2, 1e-2, 2)).isPresent();
        assertThat(examine(1.1e-2, 1.1e-2, 1.1e-2, 2)).isEmpty();
    }

    @Test
    void aNearlyConstantRowIsMeasuredAgainstTheVarianceOfTheOthers() {
        double[] nmse = rows(20, 1e-4, 7);
        double[] variances = new double[20];
        Arrays.fill(variances, 4);
        variances[7] = 1e-6;
        assertThat(examine(RowErrors.of(nmse, variances))).isEmpty();

        variances[7] = 1;
        assertThat(examine(RowErrors.of(nmse, variances))).isPresent();
    }

    @Test
    void rowsWithoutVarianceAreNoFinding() {
        assertThat(examine(Double.NaN, 1e-4, 1e-4, Double.NaN)).isEmpty();
        assertThat(examine(Double.NaN, 1e-4, 1e-4, 2)).isPresent();
    }
}
