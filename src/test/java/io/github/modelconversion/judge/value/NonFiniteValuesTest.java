package io.github.modelconversion.judge.value;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.NonFinite;
import io.github.modelconversion.result.output.Side;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NonFiniteValuesTest {

    private static final String REMEDY =
            ". Look for an overflow or a division by zero: the first layer whose output has such values";
    private static final Optional<NonFinite> OVERFLOW =
            Optional.of(new NonFinite(3, 42, 11.5, Double.POSITIVE_INFINITY));

    private final Diagnosis inReference = new NonFiniteValues(Side.REFERENCE);
    private final Diagnosis inTest = new NonFiniteValues(Side.TEST);

    @Test
    void areNotFoundIfAllValuesAreFinite() {
        assertThat(inReference.examine(well().evidence())).isEmpty();
        assertThat(inTest.examine(well().evidence())).isEmpty();
    }

    @Test
    void areNotFoundIfNothingWasMeasured() {
        assertThat(inReference.examine(well().withoutMeasurement().evidence())).isEmpty();
        assertThat(inTest.examine(well().withoutMeasurement().evidence())).isEmpty();
    }

    @Test
    void areFoundOnTheirOwnSideOnly() {
        Evidence onlyTest = well().withNonFinite(Optional.empty(), OVERFLOW).evidence();
        Evidence onlyReference =
                well().withNonFinite(OVERFLOW, Optional.empty()).evidence();

        assertThat(inReference.examine(onlyTest)).isEmpty();
        assertThat(inTest.examine(onlyReference)).isEmpty();
    }

    @Test
    void ofTheTestAreNamedWithTheFirstPlaceAndBothValues() {
        Finding finding = inTest.examine(
                        well().withNonFinite(Optional.empty(), OVERFLOW).evidence())
                .orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.NON_FINITE_TEST);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .isEqualTo("expected finite values in the test, found 3 NaN or infinite of 100 in b.bin; the first at"
                        + " index 42: reference 11.5, test Infinity" + REMEDY);
        assertThat(finding.evidence())
                .containsExactly(
                        Map.entry("count", 3L),
                        Map.entry("firstIndex", 42L),
                        Map.entry("reference", 11.5),
                        Map.entry("test", Double.POSITIVE_INFINITY),
                        Map.entry("negativeInfinities", 0L));
    }

    @Test
    void ofTheReferenceAreNamedWithTheirPositionIfThereAreSeveral() {
        Optional<NonFinite> notANumber = Optional.of(new NonFinite(1, 42, Double.NaN, Double.NEGATIVE_INFINITY));
        Finding finding = inReference
                .examine(well().withReference("a.npy", 4L, 25L)
                        .withNonFinite(notANumber, notANumber)
                        .evidence())
                .orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.NON_FINITE_REFERENCE);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .isEqualTo("expected finite values in the reference, found 1 NaN or infinite of 100 in a.npy; the"
                        + " first at position 1, index 17: reference NaN, test -Infinity" + REMEDY);
        assertThat(finding.evidence())
                .containsExactly(
                        Map.entry("count", 1L),
                        Map.entry("firstIndex", 42L),
                        Map.entry("reference", Double.NaN),
                        Map.entry("test", Double.NEGATIVE_INFINITY),
                        Map.entry("negativeInfinities", 0L));
    }

    @Test
    void onlyMinusInfinityIsAMaskRatherThanAnOverflow() {
        Optional<NonFinite> mask = Optional.of(new NonFinite(80, 80, 20, 1.5, Double.NEGATIVE_INFINITY));
        Finding finding = inTest.examine(well().withReference("a.npy", 4L, 25L)
                        .withTest("b.npy", 4L, 25L)
                        .withNonFinite(Optional.empty(), mask)
                        .evidence())
                .orElseThrow();

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .contains("80 -inf of 100 in b.npy, about 20 a row;", "position 0, index 20", "mask", "top-k")
                .doesNotContain("65504", "NaN");
        assertThat(finding.evidence()).containsEntry("negativeInfinities", 80L);
        Optional<NonFinite> both = Optional.of(new NonFinite(80, 79, 20, 1.5, Double.NEGATIVE_INFINITY));
        assertThat(inTest.examine(well().withNonFinite(Optional.empty(), both).evidence())
                        .orElseThrow()
                        .message())
                .contains("80 NaN or infinite of 100")
                .doesNotContain("top-k");
    }
}
