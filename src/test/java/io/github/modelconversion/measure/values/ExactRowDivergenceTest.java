package io.github.modelconversion.measure.values;

import static io.github.modelconversion.measure.values.Rows.gaussians;
import static io.github.modelconversion.measure.values.Rows.grid;
import static io.github.modelconversion.measure.values.Rows.map;
import static io.github.modelconversion.measure.values.Rows.outerSum;
import static io.github.modelconversion.measure.values.Rows.plus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact figures of probabilities against decimals, values known by hand, and identities that hold for all rows. */
class ExactRowDivergenceTest {

    /** The error of a single rounding, in ulp. */
    private static final double MOST_ULPS = 0.5000001;

    private static final double PRECISION = 1e-26;

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void divergenceAgreesWithItsDefinitionInDecimals(String name, double[] reference, double[] test) {
        ExactRow row = ExactRow.of(reference, test);
        BigDecimal exact = divergence(reference, test);

        assertThat(Decimals.relativeError(row.divergence().toBigDecimal(), exact))
                .isLessThan(PRECISION);
        assertThat(ExactMoments.ulps(row.klDivergence(), exact)).isLessThanOrEqualTo(MOST_ULPS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void changeOfTheTopProbabilityAgreesWithDecimals(String name, double[] reference, double[] test) {
        ExactRow row = ExactRow.of(reference, test);
        int first = row.top1Reference();
        BigDecimal exact = probability(test, first).subtract(probability(reference, first));

        assertThat(row.top1DeltaP()).isCloseTo(exact.doubleValue(), within(1e-29 + Math.ulp(exact.doubleValue())));
    }

    static Stream<Arguments> rows() {
        Random random = new Random(1);
        double[] normal = gaussians(random, 40, 8);
        double[] noise = gaussians(random, 40, 1);
        double[] large = map(normal, x -> 1e4 + x);
        return Stream.of(
                Arguments.of("two entries", new double[] {0, 0}, new double[] {0, Math.log(3)}),
                Arguments.of("uniform", new double[30], Arrays.copyOf(noise, 30)),
                Arguments.of("noise", normal, plus(normal, noise, 0.1)),
                Arguments.of("noise of 1e-6", normal, plus(normal, noise, 1e-6)),
                Arguments.of("noise of 1e-11", normal, plus(normal, noise, 1e-11)),
                Arguments.of("differences of one ulp", normal, map(normal, Math::nextUp)),
                Arguments.of("noise of 1 at the edge of the series", normal, plus(normal, noise, 0x1p-6)),
                Arguments.of("1e4, noise", large, plus(large, noise, 1)),
                Arguments.of("1e4, noise of 1e-6", large, plus(large, noise, 1e-6)),
                Arguments.of("−1e4, noise of 1e-6", map(large, x -> x - 2e4), plus(large, noise, 1e-6)),
                Arguments.of("unrelated", normal, map(noise, x -> x * 20)),
                Arguments.of("far apart", new double[] {0, 50, 3}, new double[] {51, 0, 2}),
                Arguments.of("vanishing reference", new double[] {0, -800, -5000, -1}, new double[] {1, 2, 3, 4}),
                Arguments.of("vanishing test", new double[] {1, 2, 3, 4}, new double[] {0, -800, -5000, -1}),
                Arguments.of("vanishing in both", new double[] {0, 0.5, -2e4}, new double[] {0.1, 0, -1e4}));
    }

    @Test
    void divergenceOfTwoEntriesIsKnownByHand() {
        double[] quarters = {0, Math.log(3)};

        assertThat(ExactRow.of(new double[2], quarters).klDivergence()).isCloseTo(Math.log(4.0 / 3) / 2, within(1e-16));
        assertThat(ExactRow.of(quarters, new double[2]).klDivergence())
                .isCloseTo(Math.log(2) - Math.log(4) + Math.log(3) * 3 / 4, within(1e-15));
    }

    @Test
    void divergenceOfARowFromItselfIsZero() {
        double[] row = gaussians(new Random(2), 100, 50);

        assertThat(ExactRow.of(row, row).klDivergence()).isZero();
        assertThat(ExactRow.of(new double[] {7}, new double[] {-3}).klDivergence())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1024, 1 << 20})
    void aConstantAddedToOneSideDoesNotChangeTheDivergence(double constant) {
        double[] reference = grid(new Random(3), 100);
        double[] test = grid(new Random(4), 100);
        double divergence = ExactRow.of(reference, test).klDivergence();

        assertThat(ExactRow.of(reference, map(test, x -> x + constant)).klDivergence())
                .isEqualTo(divergence);
        assertThat(ExactRow.of(map(reference, x -> x + constant), test).klDivergence())
                .isEqualTo(divergence);
    }

    @Test
    void divergencesOfIndependentRowsAddUp() {
        double[] first = grid(new Random(5), 20);
        double[] firstTest = plus(first, grid(new Random(6), 20), 0x1p-10);
        double[] second = grid(new Random(7), 30);
        double[] secondTest = plus(second, grid(new Random(8), 30), 0x1p-9);

        TwoDoubles joint = ExactRow.of(outerSum(first, second), outerSum(firstTest, secondTest))
                .divergence();
        TwoDoubles sum = ExactRow.of(first, firstTest)
                .divergence()
                .plus(ExactRow.of(second, secondTest).divergence());

        assertThat(Decimals.relativeError(joint.toBigDecimal(), sum.toBigDecimal()))
                .isLessThan(PRECISION);
    }

    @Test
    void finiteSentinelsInTheTestWeighAsMuchAsTheReferenceSays() {
        double sentinel = -1e30;
        BigDecimal weight = Decimals.exponential(BigDecimal.valueOf(-60));
        BigDecimal probability = weight.divide(BigDecimal.ONE.add(weight), Decimals.ROUNDED);

        assertThat(ExactMoments.ulps(
                        divergenceOfSecond(-60, sentinel), probability.multiply(new BigDecimal(-sentinel))))
                .isLessThanOrEqualTo(MOST_ULPS);
        assertThat(divergenceOfSecond(-1000, sentinel)).isZero();
        assertThat(divergenceOfSecond(sentinel, sentinel)).isZero();
    }

    private static double divergenceOfSecond(double reference, double test) {
        return ExactRow.of(new double[] {0, reference}, new double[] {0, test}).klDivergence();
    }

    @Test
    void changeOfTheTopProbabilityIsKnownByHand() {
        double[] quarters = {0, Math.log(3)};

        assertThat(ExactRow.of(quarters, new double[2]).top1DeltaP()).isCloseTo(-0.25, within(1e-16));
        assertThat(ExactRow.of(new double[2], quarters).top1DeltaP()).isCloseTo(-0.25, within(1e-16));
        assertThat(ExactRow.of(quarters, quarters).top1DeltaP()).isZero();
    }

    /** Returns Σ p (log p − log q). */
    private static BigDecimal divergence(double[] reference, double[] test) {
        BigDecimal logTotals = Decimals.logarithm(total(test)).subtract(Decimals.logarithm(total(reference)));
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < reference.length; i++) {
            BigDecimal logRatio = new BigDecimal(reference[i])
                    .subtract(new BigDecimal(test[i]))
                    .add(logTotals);
            sum = sum.add(probability(reference, i).multiply(logRatio, Decimals.ROUNDED));
        }
        return sum;
    }

    private static BigDecimal probability(double[] logits, int i) {
        return Decimals.exponential(new BigDecimal(logits[i])).divide(total(logits), Decimals.ROUNDED);
    }

    private static BigDecimal total(double[] logits) {
        return Arrays.stream(logits)
                .mapToObj(logit -> Decimals.exponential(new BigDecimal(logit)))
                .reduce(BigDecimal.ZERO, (sum, term) -> sum.add(term, Decimals.ROUNDED));
    }
}
