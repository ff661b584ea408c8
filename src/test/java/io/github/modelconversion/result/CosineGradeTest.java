package io.github.modelconversion.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CosineGradeTest {

    /** The bands of semantic_check.py, each excluding its lower end. */
    @ParameterizedTest
    @CsvSource({
        "1, EXCELLENT, Excellent match",
        "0.9501, EXCELLENT, Excellent match",
        "0.95, VERY_GOOD, Very good match",
        "0.90, GOOD, Good match",
        "0.80, FAIR, Fair match",
        "0.7001, FAIR, Fair match",
        "0.70, POOR, Poor match",
        "-1, POOR, Poor match",
        "NaN, POOR, Poor match"
    })
    void aGradeBeginsAboveItsBound(double cosine, CosineGrade grade, String words) {
        assertThat(CosineGrade.of(cosine)).isEqualTo(grade);
        assertThat(grade.words()).isEqualTo(words);
    }
}
