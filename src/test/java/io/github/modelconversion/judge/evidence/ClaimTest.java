package io.github.modelconversion.judge.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.result.Finding.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

    private static final double ANY = Double.POSITIVE_INFINITY;

    private static Claim claim(int parameters, double before, double remains) {
        return new Claim(
                Code.SCALED,
                parameters,
                before,
                remains,
                () -> new Claim.Statement("a relation", "Some advice", new Numbers()));
    }

    @ParameterizedTest
    @CsvSource({"0, 10, true", "0, 9.99, false", "1, 31.63, true", "1, 31.62, false", "2, 100.1, true", "2, 99.9, false"
    })
    void aRelationMustGainTenfoldAndRootTenMorePerParameter(int parameters, double before, boolean holds) {
        assertThat(claim(parameters, before, 1).holds(ANY)).isEqualTo(holds);
    }

    @Test
    void theRemainingErrorIsAtMostTenTimesTheUsual() {
        assertThat(claim(0, 1000, 1).holds(0.1)).isTrue();
        assertThat(claim(0, 1000, 1).holds(0.0999)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 3, true", "0, 10, 3.01, false", "2, 100, 2.99, true", "2, 100, 3.01, false"})
    void aThirdOfTheGainIsPromising(int parameters, double before, double remains, boolean promising) {
        assertThat(claim(parameters, before, remains).isPromising()).isEqualTo(promising);
    }

    @Test
    void withAsManyParametersHalfTheErrorExplainsMore() {
        assertThat(claim(1, 1, 0.125).explainsMoreThan(claim(1, 1, 0.25))).isTrue();
        assertThat(claim(1, 1, 0.126).explainsMoreThan(claim(1, 1, 0.25))).isFalse();
    }

    @Test
    void eachFurtherParameterMustAddItsShareOfGain() {
        assertThat(claim(2, 1, 0.01).explainsMoreThan(claim(1, 1, 0.32))).isTrue();
        assertThat(claim(2, 1, 0.01).explainsMoreThan(claim(1, 1, 0.31))).isFalse();
        assertThat(claim(2, 1, 0.01).explainsMoreThan(claim(0, 1, 0.99))).isFalse();
    }

    @Test
    void claimsBelowFloatRoundingAreEqual() {
        assertThat(claim(1, 1, 1e-20).explainsMoreThan(claim(1, 1, 1e-13))).isFalse();
        assertThat(claim(1, 1, 1e-13).matches(claim(1, 1, 0))).isTrue();
    }

    @Test
    void aClaimMatchesOneWithAsManyParametersThatLeavesAtLeastHalf() {
        assertThat(claim(1, 1, 0.5).matches(claim(1, 1, 0.25))).isTrue();
        assertThat(claim(1, 1, 0.51).matches(claim(1, 1, 0.25))).isFalse();
        assertThat(claim(0, 1, 0.25).matches(claim(1, 1, 0.25))).isFalse();
    }
}
