package io.github.modelconversion.judge.value;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedEntriesTest {

    private final Diagnosis diagnosis = new MaskedEntries();

    @Test
    void areNotFoundIfNoneAreMasked() {
        assertThat(diagnosis.examine(well().evidence())).isEmpty();
    }

    @Test
    void areNotFoundIfNothingWasMeasured() {
        assertThat(diagnosis.examine(well().withoutMeasurement().evidence())).isEmpty();
    }

    @Test
    void areCounted() {
        assertThat(diagnosis.examine(well().withCounts(88, 12).evidence())).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo(Code.MASKED_ENTRIES);
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message())
                    .isEqualTo("12 entries are -inf on both sides (masked vocabulary): left out of every figure");
            assertThat(finding.evidence()).containsExactly(Map.entry("masked", 12L));
        });
    }

    @Test
    void positionsWithASingleEntryAreCountedToo() {
        RowFigures none = RowFigures.NONE;
        RowFigures rows = new RowFigures(
                List.of(), none.nearTies(), none.flips(), none.norms(), RowErrors.of(1, 2, Double.NaN), 1);

        assertThat(diagnosis.examine(
                        well().withCounts(88, 12).withRows(Metrics.none(), rows).evidence()))
                .hasValueSatisfying(finding -> {
                    assertThat(finding.message()).startsWith("12 entries ").contains("In 1 of 3 positions ", "other 2");
                    assertThat(finding.evidence())
                            .containsExactly(
                                    Map.entry("masked", 12L),
                                    Map.entry("singleEntryPositions", 1L),
                                    Map.entry("positions", 3));
                });
    }
}
