package io.github.modelconversion.judge.cause;

import static io.github.modelconversion.judge.evidence.PairOfValues.REFERENCE;
import static io.github.modelconversion.judge.evidence.PairOfValues.WIDTH;
import static io.github.modelconversion.judge.evidence.PairOfValues.each;
import static io.github.modelconversion.judge.evidence.PairOfValues.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.modelconversion.judge.evidence.PairOfValues;
import io.github.modelconversion.result.Finding.Code;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoftmaxOutputTest {

    private final SoftmaxOutput probabilities = new SoftmaxOutput(Code.PROBABILITIES);
    private final SoftmaxOutput logarithms = new SoftmaxOutput(Code.LOG_PROBABILITIES);

    private static double[] softmax(double[] row) {
        double sum = Arrays.stream(row).map(Math::exp).sum();
        return each(row, value -> Math.exp(value) / sum);
    }

    @Test
    void eachCauseFindsItsOwnOutput() {
        double[] output = softmax(REFERENCE);
        PairOfValues ofProbabilities = PairOfValues.of(REFERENCE, output);
        PairOfValues ofLogarithms = PairOfValues.of(REFERENCE, each(output, Math::log));

        assertThat(ofProbabilities.relation(probabilities)).isEqualTo("the test is the softmax of the reference");
        assertThat(ofProbabilities.claim(logarithms)).isEmpty();
        assertThat(ofLogarithms.relation(logarithms)).isEqualTo("the test is the log-softmax of the reference");
        assertThat(ofLogarithms.claim(probabilities)).isEmpty();
    }

    @Test
    void everyRowAddsUpToOne() {
        double[] second = each(REFERENCE, value -> value / 2);
        double[] reference = values(2 * WIDTH, i -> i < WIDTH ? REFERENCE[i] : second[i - WIDTH]);
        double[] right = values(2 * WIDTH, i -> i < WIDTH ? softmax(REFERENCE)[i] : softmax(second)[i - WIDTH]);
        double[] halved = values(2 * WIDTH, i -> i < WIDTH ? right[i] : right[i] / 2);

        assertThat(PairOfValues.of(reference, right)
                        .claim(probabilities)
                        .orElseThrow()
                        .remains())
                .isCloseTo(0, within(1e-20));
        assertThat(PairOfValues.of(reference, halved).claim(probabilities)).isEmpty();
    }

    @Test
    void aProbabilityMayBeZeroOrOneButNotNegative() {
        double[] far = REFERENCE.clone();
        far[3] = -2000;
        double[] output = softmax(far);
        double[] negative = output.clone();
        negative[3] = -1e-9;
        double[] certain = values(WIDTH, i -> i == 7 ? 1 : 0);

        assertThat(output[3]).isZero();
        assertThat(PairOfValues.of(far, output).claim(probabilities)).isPresent();
        assertThat(PairOfValues.of(far, certain).claim(probabilities)).isPresent();
        assertThat(PairOfValues.of(far, negative).claim(probabilities)).isEmpty();
    }

    @Test
    void nothingIsClaimedIfBothSidesAreProbabilities() {
        assertThat(PairOfValues.of(softmax(REFERENCE), softmax(each(REFERENCE, value -> -value)))
                        .claim(probabilities))
                .isEmpty();
    }
}
