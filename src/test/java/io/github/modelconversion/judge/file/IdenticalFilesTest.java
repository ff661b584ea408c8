package io.github.modelconversion.judge.file;

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

class IdenticalFilesTest {

    private final Diagnosis diagnosis = new IdenticalFiles();

    @Test
    void isNotFoundIfAnyValueDiffers() {
        assertThat(diagnosis.examine(
                        well().withLargestError(1, Math.nextUp(1.0)).evidence()))
                .isEmpty();
    }

    @Test
    void isNotFoundIfNothingWasCompared() {
        assertThat(diagnosis.examine(well().withoutMeasurement().evidence())).isEmpty();
        assertThat(diagnosis.examine(well().withCounts(0, 100).evidence())).isEmpty();
    }

    @Test
    void isNotFoundIfValuesAreNotFinite() {
        Optional<NonFinite> nonFinite = Optional.of(new NonFinite(1, 0, Double.NaN, Double.NaN));

        assertThat(diagnosis.examine(well().withLargestError(1, 1)
                        .withNonFinite(nonFinite, nonFinite)
                        .evidence()))
                .isEmpty();
    }

    @Test
    void namesBothFilesAndTheNumberOfValuesCompared() {
        Finding finding = diagnosis
                .examine(well().withCounts(98, 2).withLargestError(1, 1).evidence())
                .orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.IDENTICAL_FILES);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.message())
                .isEqualTo("all 98 values are equal on both sides, but two engines never agree to the bit. Check that"
                        + " b.bin is not a copy of a.bin");
        assertThat(finding.evidence()).containsExactly(Map.entry("values", 98L));
    }
}
