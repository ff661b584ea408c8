package io.github.modelconversion.result.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NonFiniteTest {

    private static final double MASKED = Double.NEGATIVE_INFINITY;

    private final NonFinite twoMasked = new NonFinite(2, 2, 5, 1, MASKED);

    /** Masked entries are −inf in both halves; a single NaN is no mask. */
    @Test
    void valuesOfTwoHalvesAreAMaskIfAllOfThemAre() {
        assertThat(twoMasked.combine(new NonFinite(1, 1, 7, 2, MASKED)).isMask())
                .isTrue();
        assertThat(twoMasked.combine(new NonFinite(1, 7, 2, Double.NaN)).isMask())
                .isFalse();
        assertThat(NonFinite.NONE.isMask()).isFalse();
    }

    @Test
    void theFirstValueOfTwoHalvesIsThatOfTheFirstHalfThatHasOne() {
        assertThat(twoMasked.combine(new NonFinite(3, 9, 2, Double.NaN))).isEqualTo(new NonFinite(5, 2, 5, 1, MASKED));
        assertThat(NonFinite.NONE.combine(twoMasked)).isEqualTo(twoMasked);
        assertThat(twoMasked.combine(NonFinite.NONE)).isEqualTo(twoMasked);
    }
}
