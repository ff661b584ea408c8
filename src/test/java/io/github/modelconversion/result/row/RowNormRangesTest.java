package io.github.modelconversion.result.row;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowNormRangesTest {

    @Test
    void rangesSpanAllRows() {
        RowNormRanges norms = RowNormRanges.NONE
                .combine(RowNormRanges.of(4, 2))
                .combine(RowNormRanges.of(5, 10))
                .combine(RowNormRanges.of(3, 3));

        assertThat(norms)
                .isEqualTo(new RowNormRanges(
                        new RowNormRanges.Range(3, 5),
                        new RowNormRanges.Range(2, 10),
                        new RowNormRanges.Range(0.5, 2)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.75, 1.25, true",
        "0.75, 0.75, true",
        "1.25, 1.25, true",
        "0.7499, 1, false",
        "1, 1.2501, false",
        "0.5, 1.5, false",
        "2, 3, false"
    })
    void aRangeIsAroundAValueIfAllNumbersAreWithinTheDistance(double lowest, double highest, boolean around) {
        assertThat(new RowNormRanges.Range(lowest, highest).isAround(1, 0.25)).isEqualTo(around);
    }

    @Test
    void anEmptyRangeIsAroundNothing() {
        assertThat(RowNormRanges.Range.NONE.isAround(0, Double.POSITIVE_INFINITY))
                .isFalse();
    }
}
