package io.github.modelconversion.judge.row;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeMismatchTest {

    private static final String REMEDY =
            ". Check that both come from the same prompt, and whether one vocabulary is padded";

    private final Diagnosis diagnosis = new ShapeMismatch();

    @Test
    void isNotFoundIfTheShapesMatch() {
        assertThat(diagnosis.examine(well().evidence())).isEmpty();
        assertThat(diagnosis.examine(well().withTest("b.npy", 4L, 25L).evidence()))
                .isEmpty();
    }

    @Test
    void namesBothShapes() {
        Finding finding = diagnosis
                .examine(well().withTest("b.npy", 4L, 26L).withoutMeasurement().evidence())
                .orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.SHAPE_MISMATCH);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .isEqualTo("expected the same shape on both sides, found 100 values in the reference (a.bin) and 4 x"
                        + " 26 in the test (b.npy)" + REMEDY);
        assertThat(finding.evidence())
                .containsExactly(Map.entry("referenceValues", 100L), Map.entry("testValues", 104L));
    }

    @Test
    void namesBothShapesOfTheSameSize() {
        Finding finding = diagnosis
                .examine(well().withReference("a.npy", 25L, 4L)
                        .withTest("b.npy", 2L, 2L, 25L)
                        .withoutMeasurement()
                        .evidence())
                .orElseThrow();

        assertThat(finding.message())
                .isEqualTo("expected the same shape on both sides, found 25 x 4 values in the reference (a.npy) and 2"
                        + " x 2 x 25 in the test (b.npy)" + REMEDY);
        assertThat(finding.evidence())
                .containsExactly(Map.entry("referenceValues", 100L), Map.entry("testValues", 100L));
    }
}
