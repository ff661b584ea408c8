package io.github.modelconversion.measure.sum;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with BigDecimal, which also adds doubles without rounding. */
class ExactSumTest {

    private static ExactSum sum(List<Double> terms) {
        ExactSum sum = new ExactSum();
        terms.forEach(sum::add);
        return sum;
    }

    private static BigDecimal exact(List<Double> terms) {
        return terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Double> terms(Random random, int count, int exponents) {
        return IntStream.range(0, count)
                .mapToObj(i -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2 * exponents + 1) - exponents))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 60, 400})
    void eachDigitIsTheRoundedRest(int exponents) {
        Random random = new Random(exponents);
        for (int round = 0; round < 200; round++) {
            List<Double> terms = terms(random, 50, exponents);
            BigDecimal rest = exact(terms);

            for (double digit : sum(terms).digits()) {
                assertThat(digit).isEqualTo(rest.doubleValue());
                rest = rest.subtract(new BigDecimal(digit));
            }

            assertThat(rest).isEqualByComparingTo("0");
        }
    }

    /** 2⁵³ + 1 is halfway between two doubles; the remainder decides. */
    @Test
    void theRemainderBreaksTies() {
        assertThat(sum(List.of(0x1p53, 1.0)).digits()).containsExactly(0x1p53, 1.0);
        assertThat(sum(List.of(0x1p53, 1.0, 0x1p-900)).digits().get(0)).isEqualTo(0x1p53 + 2);
        assertThat(sum(List.of(0x1p53, 1.0, -0x1p-900)).digits().get(0)).isEqualTo(0x1p53);
        assertThat(sum(List.of(-0x1p53, -1.0, -0x1p-900)).digits().get(0)).isEqualTo(-0x1p53 - 2);
        assertThat(sum(List.of(0x1p53 + 2, 1.0, -0x1p-900)).digits().get(0)).isEqualTo(0x1p53 + 2);
    }

    @Test
    void cancellingTermsLeaveZero() {
        ExactSum sum = sum(List.of(1e300, 1.0, -1e300, -1.0));

        assertThat(sum.digits()).isEmpty();
        assertThat(sum.value()).isEqualTo(DoubleDouble.ZERO);
    }

    @Test
    void sumsAreAddedAndRoundedToTwoDoubles() {
        ExactSum sum = sum(List.of(1.0));
        sum.combine(sum(List.of(0x1p-60, 0x1p-200)));
        sum.add(new DoubleDouble(0x1p100, 0x1p40));

        assertThat(sum.digits()).containsExactly(0x1p100, 0x1p40 + 1, 0x1p-60, 0x1p-200);
        assertThat(sum.value()).isEqualTo(new DoubleDouble(0x1p100, 0x1p40 + 1));
    }

    @Test
    void aSumBeyondADoubleIsNaN() {
        assertThat(sum(List.of(Double.MAX_VALUE, Double.MAX_VALUE)).digits()).containsExactly(Double.NaN);
        assertThat(sum(List.of(1.0, Double.NaN)).value().value()).isNaN();
    }
}
