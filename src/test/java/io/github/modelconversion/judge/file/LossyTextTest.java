package io.github.modelconversion.judge.file;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossyTextTest {

    private final Diagnosis diagnosis = new LossyText();

    @Test
    void isNotFoundIfBothFilesAreBinary() {
        assertThat(diagnosis.examine(well().evidence())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.txt, b.bin, a.txt", "a.bin, b.txt, b.txt"})
    void namesTheSideThatIsText(String reference, String test, String text) {
        Evidence evidence = well().withReference(reference, 100L)
                .withTest(test, 100L)
                .withoutMeasurement()
                .evidence();

        assertThat(diagnosis.examine(evidence)).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo(Code.LOSSY_TEXT);
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message())
                    .isEqualTo("read from text, in which the tools keep only about 6 digits: " + text
                            + ". Give the .bin file for exact figures");
            assertThat(finding.evidence()).isEmpty();
        });
    }

    @Test
    void isOneFindingForBothSides() {
        Evidence evidence =
                well().withReference("a.txt", 100L).withTest("b.txt", 100L).evidence();

        assertThat(diagnosis.examine(evidence))
                .hasValueSatisfying(finding -> assertThat(finding.message()).contains(": a.txt and b.txt. "));
    }
}
