package io.github.modelconversion.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpretationTest {

    @ParameterizedTest
    @CsvSource({
        "0, PERFECT_MATCH, Perfect match, works very well",
        "4.9e-324, ESSENTIALLY_IDENTICAL, Essentially identical, works very well",
        "9.999e-7, ESSENTIALLY_IDENTICAL, Essentially identical, works very well",
        "1e-6, EXCELLENT_MATCH, Excellent match, works very well",
        "1e-4, VERY_GOOD_MATCH, Very good match, works very well",
        "1e-3, GOOD_MATCH, Good match, works well",
        "1e-2, ACCEPTABLE_MATCH, Acceptable match, works with some differences",
        "0.1, POOR_MATCH, Poor match, Large differences",
        "0.9999, POOR_MATCH, Poor match, Large differences",
        "1, VERY_POOR_MATCH, Very poor match (worse than noise), Large differences",
        "1e300, VERY_POOR_MATCH, Very poor match (worse than noise), Large differences",
        "NaN, VERY_POOR_MATCH, Very poor match (worse than noise), Large differences"
    })
    void bandsBeginAtTheirLowerBound(double nmse, Interpretation band, String words, String guidance) {
        assertThat(Interpretation.of(nmse)).isEqualTo(band);
        assertThat(band.words()).isEqualTo(words);
        assertThat(band.guidance()).contains(guidance);
    }
}
