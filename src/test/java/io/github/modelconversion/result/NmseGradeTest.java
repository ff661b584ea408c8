package io.github.modelconversion.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NmseGradeTest {

    @ParameterizedTest
    @CsvSource({
        "0, PERFECT_MATCH, Perfect match",
        "4.9e-324, ESSENTIALLY_IDENTICAL, Essentially identical",
        "9.999e-7, ESSENTIALLY_IDENTICAL, Essentially identical",
        "1e-6, EXCELLENT_MATCH, Excellent match",
        "1e-4, VERY_GOOD_MATCH, Very good match",
        "1e-3, GOOD_MATCH, Good match",
        "1e-2, ACCEPTABLE_MATCH, Acceptable match",
        "0.1, POOR_MATCH, Poor match",
        "0.9999, POOR_MATCH, Poor match",
        "1, VERY_POOR_MATCH, Very poor match (worse than noise)",
        "1e300, VERY_POOR_MATCH, Very poor match (worse than noise)",
        "NaN, VERY_POOR_MATCH, Very poor match (worse than noise)"
    })
    void bandsBeginAtTheirLowerBound(double nmse, NmseGrade band, String words) {
        assertThat(NmseGrade.of(nmse)).isEqualTo(band);
        assertThat(band.words()).isEqualTo(words);
    }
}
