package io.github.modelconversion.judge.value;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.NonFinite;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutOfRangeTest {

    private final Diagnosis diagnosis = new OutOfRange();

    @Test
    void isNotFoundIfThereIsAnNmse() {
        assertThat(diagnosis.examine(well().evidence())).isEmpty();
    }

    @Test
    void isNotFoundIfNothingWasMeasured() {
        assertThat(diagnosis.examine(well().withoutMeasurement().evidence())).isEmpty();
        assertThat(diagnosis.examine(well().withCounts(0, 100).withoutNmse().evidence()))
                .isEmpty();
    }

    @Test
    void isNotFoundIfThereIsAnotherReason() {
        Optional<NonFinite> nonFinite = Optional.of(new NonFinite(1, 0, 0, Double.NaN));

        assertThat(diagnosis.examine(
                        well().withoutNmse().withConstantReference().evidence()))
                .isEmpty();
        assertThat(diagnosis.examine(well().withoutNmse()
                        .withNonFinite(nonFinite, Optional.empty())
                        .evidence()))
                .isEmpty();
        assertThat(diagnosis.examine(well().withoutNmse()
                        .withNonFinite(Optional.empty(), nonFinite)
                        .evidence()))
                .isEmpty();
    }

    @Test
    void isFoundIfNothingElseExplainsTheMissingNmse() {
        assertThat(diagnosis.examine(well().withoutNmse().evidence())).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo(Code.OUT_OF_RANGE);
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message())
                    .isEqualTo("expected values whose squares a double can hold, found larger or smaller values in"
                            + " a.bin or b.bin: the NMSE could not be computed. Scale both sides by the same factor");
            assertThat(finding.evidence()).isEmpty();
        });
    }
}
