package io.github.modelconversion.diagnosis;

import static io.github.modelconversion.diagnosis.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.diagnosis.Finding.Code;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedEntriesTest {

    private final Diagnosis diagnosis = new MaskedEntries();

    @Test
    void areNotFoundWhereNoneAreMasked() {
        assertThat(diagnosis.examine(well().evidence())).isEmpty();
    }

    @Test
    void areNotFoundWhereNothingWasMeasured() {
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
}
