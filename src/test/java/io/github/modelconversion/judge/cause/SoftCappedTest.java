package io.github.modelconversion.judge.cause;

import static io.github.modelconversion.judge.evidence.PairOfValues.MASKED;
import static io.github.modelconversion.judge.evidence.PairOfValues.REFERENCE;
import static io.github.modelconversion.judge.evidence.PairOfValues.WIDTH;
import static io.github.modelconversion.judge.evidence.PairOfValues.each;
import static io.github.modelconversion.judge.evidence.PairOfValues.noise;
import static io.github.modelconversion.judge.evidence.PairOfValues.rows;
import static io.github.modelconversion.judge.evidence.PairOfValues.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.modelconversion.judge.evidence.PairOfValues;
import io.github.modelconversion.result.Finding.Code;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftCappedTest {

    private final SoftCapped softCapped = new SoftCapped();

    @ParameterizedTest
    @ValueSource(doubles = {7.5, 12, 30, 70})
    void theCapIsFoundToFourDigits(double cap) {
        PairOfValues pair = PairOfValues.of(REFERENCE, each(REFERENCE, value -> cap * Math.tanh(value / cap)));

        assertThat(pair.relation(softCapped))
                .isEqualTo(String.format(Locale.ROOT, "the test is c * tanh(reference / c) with c = %.4g", cap));
    }

    @Test
    void theCapIsFoundInManyRowsEvenIfTheFirstAreMasked() {
        double[] reference = values(40 * WIDTH, i -> i < 4 * WIDTH ? MASKED : rows(1)[i % WIDTH]);
        PairOfValues pair = PairOfValues.of(
                reference, each(reference, value -> value == MASKED ? MASKED : 10 * Math.tanh(value / 10)));

        assertThat(pair.relation(softCapped)).endsWith(" with c = 10.00");
        assertThat(pair.codes()).containsExactly(Code.SOFT_CAPPED);
    }

    @Test
    void noCapIsClaimedIfNoneBringsTheValuesCloser() {
        assertThat(PairOfValues.of(REFERENCE, noise(WIDTH, 2)).claim(softCapped))
                .isEmpty();
        assertThat(PairOfValues.of(REFERENCE, values(WIDTH, i -> 0)).claim(softCapped))
                .isEmpty();
    }
}
