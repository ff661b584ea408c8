package io.github.modelconversion.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormsTest {

    @Test
    void rangesSpanAllRows() {
        Norms norms = Norms.NONE.combine(Norms.of(4, 2)).combine(Norms.of(5, 10)).combine(Norms.of(3, 3));

        assertThat(norms).isEqualTo(new Norms(new Norms.Range(3, 5), new Norms.Range(2, 10), new Norms.Range(0.5, 2)));
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
    void allNumbersAreWithinADistanceOrNotAll(double lowest, double highest, boolean around) {
        assertThat(new Norms.Range(lowest, highest).isAround(1, 0.25)).isEqualTo(around);
    }

    @Test
    void noNumbersAreAroundNothing() {
        assertThat(Norms.Range.NONE.isAround(0, Double.POSITIVE_INFINITY)).isFalse();
    }
}
