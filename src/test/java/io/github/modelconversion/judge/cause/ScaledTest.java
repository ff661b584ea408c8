package io.github.modelconversion.judge.cause;

import static io.github.modelconversion.judge.evidence.PairOfValues.REFERENCE;
import static io.github.modelconversion.judge.evidence.PairOfValues.each;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.PairOfValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaledTest {

    @Test
    void aLineIsFittedWhateverTheMean() {
        double[] high = each(REFERENCE, value -> value + 16);
        PairOfValues pair = PairOfValues.of(high, each(high, value -> 1.5 * value - 4));

        Claim claim = pair.claim(new Scaled(Scaled.Line.ANY)).orElseThrow();

        assertThat(claim.statement().get().relation()).isEqualTo("the test is 1.50000 times the reference - 4.00000");
        assertThat(claim.parameters()).isEqualTo(2);
        assertThat(claim.remains()).isLessThan(1e-25);
    }

    @Test
    void throughZeroOnlyTheFactorIsFitted() {
        // For a reference of mean 0, the shift remains: 4² ÷ (1.5² · 21).
        PairOfValues pair = PairOfValues.of(REFERENCE, each(REFERENCE, value -> 1.5 * value - 4));

        Claim claim = pair.claim(new Scaled(Scaled.Line.THROUGH_ZERO)).orElseThrow();

        assertThat(claim.statement().get().relation()).isEqualTo("the test is 1.50000 times the reference");
        assertThat(claim.parameters()).isEqualTo(1);
        assertThat(claim.remains()).isBetween(0.338, 0.339);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 | (near 8, the same of small Granite models)",
                "0.125 | (near 1 / 8, the logits scaling of small Granite models)",
                "16 | (near 1 / 0.0625, the logit scale of Cohere models)",
                "9 | (near 2304 / 256, the logit scale of MiniCPM-2B)",
                "0.7 | (near 0.7, a usual temperature)",
                "1.25 | (near 1 / 0.8, a usual temperature)",
                "0.6931 | (near ln 2, between logarithms to base e and 2)",
                "1.4427 | (near 1 / ln 2, between logarithms to base e and 2)",
                "0.5024 | (near 1 / 2)",
                "2.0099 | (near 2)",
                "2.0101 | side only",
                "1.9899 | side only"
            })
    void aKnownFactorWithinHalfAPercentIsNamed(double factor, String end) {
        Claim claim = PairOfValues.of(REFERENCE, each(REFERENCE, value -> factor * value))
                .claim(new Scaled(Scaled.Line.THROUGH_ZERO))
                .orElseThrow();

        assertThat(claim.statement().get().advice()).endsWith(end);
    }
}
