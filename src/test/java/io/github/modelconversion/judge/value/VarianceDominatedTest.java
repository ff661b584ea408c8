package io.github.modelconversion.judge.value;

import static io.github.modelconversion.judge.evidence.EvidenceFixture.well;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Diagnosis;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import io.github.modelconversion.result.measurement.DominantEntries;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarianceDominatedTest {

    private static final Metrics OTHERS = Metrics.of(Map.of(Metric.NMSE, 0.123456789));
    private static final String REMEDY = ". Write the logits before a mask is applied, or mask with -inf on both sides";

    private final Locale usual = Locale.getDefault();
    private final Diagnosis diagnosis = new VarianceDominated();

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(usual);
    }

    @Test
    void isNotFoundIfNothingDominates() {
        assertThat(diagnosis.examine(well().evidence())).isEmpty();
    }

    @Test
    void isNotFoundIfNothingWasMeasured() {
        assertThat(diagnosis.examine(well().withoutMeasurement().evidence())).isEmpty();
    }

    @Test
    void namesTheOneValueOfASentinel() {
        Finding finding = diagnosis
                .examine(well().withDominant(new DominantEntries(2, 97, -1e9, -1e9, OTHERS))
                        .evidence())
                .orElseThrow();

        assertThat(finding.code()).isEqualTo(Code.VARIANCE_DOMINATED);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message())
                .isEqualTo("expected a variance that all entries share, found 2 of 100 entries of the reference"
                        + " (a.bin) that carry more than 99 % of it: all -1.0E9, the first at index 97. Without them"
                        + " the NMSE is 1.234568e-01" + REMEDY);
        assertThat(finding.evidence())
                .containsExactly(
                        Map.entry("count", 2L),
                        Map.entry("firstIndex", 97L),
                        Map.entry("lowest", -1e9),
                        Map.entry("highest", -1e9),
                        Map.entry("nmseWithout", 0.123456789));
    }

    @Test
    void namesTheRangeOfSeveralValuesAndThatNothingIsLeftToMeasure() {
        Finding finding = diagnosis
                .examine(well().withReference("a.npy", 4L, 25L)
                        .withDominant(new DominantEntries(2, 97, -1000.5, 2000, Metrics.none()))
                        .evidence())
                .orElseThrow();

        assertThat(finding.message())
                .isEqualTo("expected a variance that all entries share, found 2 of 100 entries of the reference"
                        + " (a.npy) that carry more than 99 % of it: values from -1000.5 to 2000.0, the first at"
                        + " position 3, index 22. Without them no NMSE can be computed" + REMEDY);
        assertThat(finding.evidence())
                .containsExactly(
                        Map.entry("count", 2L),
                        Map.entry("firstIndex", 97L),
                        Map.entry("lowest", -1000.5),
                        Map.entry("highest", 2000.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "ar-EG", "de-DE"})
    void saysTheSameInEveryLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        assertThat(diagnosis.examine(well().withDominant(new DominantEntries(2, 97, -1e9, -1e9, OTHERS))
                        .evidence()))
                .hasValueSatisfying(finding -> assertThat(finding.message())
                        .contains("2 of 100", "-1.0E9", "index 97", "the NMSE is 1.234568e-01"));
    }
}
