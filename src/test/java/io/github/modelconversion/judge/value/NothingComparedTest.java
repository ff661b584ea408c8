package io.github.modelconversion.judge.value;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.NonFinite;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NothingComparedTest {

    private final Diagnosis diagnosis = new NothingCompared();

    @ParameterizedTest
    @CsvSource({"100, 0", "2, 98", "1, 0", "0, 0"})
    void isNotFoundIfEnoughIsLeftOrNothingIsMasked(long compared, long masked) {
        assertThat(diagnosis.examine(well().withCounts(compared, masked).evidence()))
                .isEmpty();
    }

    @Test
    void isNotFoundIfNonFiniteValuesAreTheReason() {
        Optional<NonFinite> nonFinite = Optional.of(new NonFinite(99, 1, 0, Double.NaN));

        assertThat(diagnosis.examine(well().withCounts(0, 1)
                        .withNonFinite(Optional.empty(), nonFinite)
                        .evidence()))
                .isEmpty();
        assertThat(diagnosis.examine(well().withCounts(0, 1)
                        .withNonFinite(nonFinite, Optional.empty())
                        .evidence()))
                .isEmpty();
    }

    @Test
    void isNotFoundIfNothingWasMeasured() {
        assertThat(diagnosis.examine(well().withoutMeasurement().evidence())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 99"})
    void namesHowFewAreLeft(long compared, long masked) {
        Finding finding = diagnosis
                .examine(well().withCounts(compared, masked).evidence())
                .orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.NOTHING_COMPARED);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .isEqualTo("expected at least 2 entries to compare, found " + compared + " in addition to " + masked
                        + " that are -inf on both sides. Write the logits before a mask is applied to them");
        assertThat(finding.evidence()).containsExactly(Map.entry("compared", compared), Map.entry("masked", masked));
    }
}
