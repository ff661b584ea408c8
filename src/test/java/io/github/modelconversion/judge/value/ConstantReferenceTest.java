package io.github.modelconversion.judge.value;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConstantReferenceTest {

    private final Diagnosis diagnosis = new ConstantReference();

    @Test
    void isNotFoundIfTheReferenceVaries() {
        assertThat(diagnosis.examine(well().evidence())).isEmpty();
    }

    @Test
    void isNotFoundIfNothingWasMeasured() {
        assertThat(diagnosis.examine(well().withoutMeasurement().evidence())).isEmpty();
    }

    @Test
    void namesTheOneValue() {
        Finding finding =
                diagnosis.examine(well().withConstantReference().evidence()).orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.CONSTANT_REFERENCE);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .isEqualTo("expected a reference that varies, found the one value 1.5 in all entries of a.bin: nothing"
                        + " can be judged against it. Run the original model again");
        assertThat(finding.evidence()).containsExactly(Map.entry("value", 1.5));
    }
}
