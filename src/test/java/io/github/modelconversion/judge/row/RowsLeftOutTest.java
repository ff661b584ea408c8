package io.github.modelconversion.judge.row;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.row.ArgmaxFlips;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import io.github.modelconversion.result.row.RowNormRanges;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsLeftOutTest {

    private static final RowErrors FOUR = RowErrors.of(Double.NaN, Double.NaN, Double.NaN, 0.1);

    private static Finding finding(RowErrors errors) {
        RowFigures rows = new RowFigures(List.of(), ArgmaxFlips.NONE, ArgmaxFlips.NONE, RowNormRanges.NONE, errors, 0);
        return new RowsLeftOut()
                .examine(well().withRows(Metrics.none(), rows).evidence())
                .orElseThrow();
    }

    @Test
    void maskedRowsAreToldWithoutAdvice() {
        Finding masked = finding(FOUR.without(0, 1, 2));

        assertThat(masked.severity()).isEqualTo(Severity.INFO);
        assertThat(masked.message())
                .contains("2 of 4 rows", "the first is row 1", "Rows without padding are judged")
                .doesNotContain("make sure", "Too few");
    }

    /** NaN on both sides may be padding, or a fault that both models share. */
    @Test
    void rowsOfNanMustBeCheckedByTheUser() {
        Finding nan = finding(FOUR.without(1, 0, 2));

        assertThat(nan.severity()).isEqualTo(Severity.WARNING);
        assertThat(nan.message())
                .contains("1 of them are NaN", "make sure that these rows are padding")
                .doesNotContain("Rows without padding are judged", "Too few");
    }

    @Test
    void aMinorityOfRowsJudgesNoModel() {
        Finding most = finding(FOUR.without(0, 0, 1, 2));

        assertThat(most.severity()).isEqualTo(Severity.FAIL);
        assertThat(most.message()).contains("Too few rows are left", "write the outputs without padding");
    }
}
