package io.github.modelconversion.judge.evidence;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.Diagnoses;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.DominantEntries;
import io.github.modelconversion.result.measurement.Metrics;
import io.github.modelconversion.result.measurement.NonFinite;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    @Test
    void findsNothingIfAllIsWell() {
        assertThat(Diagnoses.all(well().evidence())).isEmpty();
    }

    @Test
    void putsFailuresBeforeWarningsAndThoseBeforeTheRest() {
        DominantEntries dominant = new DominantEntries(1, 0, -1, -1, Metrics.none());
        Evidence evidence = well().withReference("a.txt", 100L)
                .withCounts(90, 10)
                .withLargestError(1, 1)
                .withDominant(dominant)
                .evidence();

        assertThat(Diagnoses.all(evidence))
                .extracting(Finding::code)
                .containsExactly(Code.VARIANCE_DOMINATED, Code.IDENTICAL_FILES, Code.LOSSY_TEXT, Code.MASKED_ENTRIES);
        assertThat(Diagnoses.all(evidence))
                .extracting(Finding::severity)
                .containsExactly(Severity.FAIL, Severity.WARNING, Severity.WARNING, Severity.INFO);
    }

    @Test
    void namesTheReferenceBeforeTheTest() {
        Optional<NonFinite> nonFinite = Optional.of(new NonFinite(1, 0, Double.NaN, Double.NaN));
        Evidence evidence = well().withNonFinite(nonFinite, nonFinite).evidence();

        assertThat(Diagnoses.all(evidence))
                .extracting(Finding::code)
                .containsExactly(Code.NON_FINITE_REFERENCE, Code.NON_FINITE_TEST);
    }

    @Test
    void onlyReportsNothingComparedIfAMaskLeavesOneEntry() {
        Evidence evidence = well().withCounts(1, 99).withConstantReference().evidence();

        assertThat(Diagnoses.all(evidence))
                .extracting(Finding::code)
                .containsExactly(Code.NOTHING_COMPARED, Code.MASKED_ENTRIES);
    }

    @Test
    void addsOnlyFindingsWithoutMeasurementToAMismatch() {
        Evidence evidence = well().withTest("b.txt", 99L).withoutMeasurement().evidence();

        assertThat(Diagnoses.all(evidence))
                .extracting(Finding::code)
                .containsExactly(Code.SHAPE_MISMATCH, Code.LOSSY_TEXT);
    }
}
