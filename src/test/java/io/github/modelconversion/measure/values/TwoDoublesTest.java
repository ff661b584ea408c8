package io.github.modelconversion.measure.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The arithmetic behind the expected figures of a row, itself checked against decimals. */
class TwoDoublesTest {

    private static final int DRAWS = 500;
    private static final double PRECISION = 0x1p-100;

    @Test
    void sumsDifferencesAndProductsOfDoublesAreExact() {
        Random random = new Random(1);
        for (int draw = 0; draw < DRAWS; draw++) {
            double a = spread(random, 200);
            double b = spread(random, 200);

            assertThat(TwoDoubles.product(a, b).toBigDecimal())
                    .isEqualByComparingTo(new BigDecimal(a).multiply(new BigDecimal(b)));
            assertThat(TwoDoubles.sum(a, b).toBigDecimal())
                    .isEqualByComparingTo(new BigDecimal(a).add(new BigDecimal(b)));
            assertThat(TwoDoubles.difference(a, b).toBigDecimal())
                    .isEqualByComparingTo(new BigDecimal(a).subtract(new BigDecimal(b)));
        }
    }

    @Test
    void arithmeticHasAHundredBits() {
        Random random = new Random(2);
        for (int draw = 0; draw < DRAWS; draw++) {
            TwoDoubles a = wide(spread(random, 200), random);
            TwoDoubles b = wide(spread(random, 200), random);
            BigDecimal exactA = a.toBigDecimal();
            BigDecimal exactB = b.toBigDecimal();

            assertPrecise(a.plus(b), exactA.add(exactB));
            assertPrecise(a.minus(b), exactA.subtract(exactB));
            assertPrecise(a.times(b), exactA.multiply(exactB));
            assertPrecise(a.dividedBy(b), exactA.divide(exactB, Decimals.ROUNDED));
            assertPrecise(a.squared().squareRoot(), exactA.abs());
        }
    }

    @Test
    void differencesOfNearlyEqualNumbersKeepAllTheirBits() {
        Random random = new Random(3);
        for (int draw = 0; draw < DRAWS; draw++) {
            TwoDoubles a = wide(spread(random, 20), random);
            TwoDoubles b = a.plus(TwoDoubles.of(a.high() * Math.scalb(random.nextDouble(), -random.nextInt(90))));

            assertPrecise(b.minus(a), b.toBigDecimal().subtract(a.toBigDecimal()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("functions")
    void functionsAgreeWithTheirDecimalSeries(
            String name,
            UnaryOperator<TwoDoubles> function,
            UnaryOperator<BigDecimal> exact,
            double tolerance,
            DoubleSupplier arguments) {
        Random random = new Random(5);
        double worst = IntStream.range(0, DRAWS)
                .mapToObj(draw -> wide(arguments.getAsDouble(), random))
                .mapToDouble(
                        x -> Decimals.relativeError(function.apply(x).toBigDecimal(), exact.apply(x.toBigDecimal())))
                .max()
                .orElseThrow();

        assertThat(worst).as("largest relative error").isLessThanOrEqualTo(tolerance);
    }

    static Stream<Arguments> functions() {
        Random random = new Random(4);
        return Stream.of(
                exponential("exp of 0 … 700", 1e-30, () -> 700 * random.nextDouble()),
                exponential("exp of −660 … 0", 1e-30, () -> -660 * random.nextDouble()),
                exponential("exp of −1 … 1", 1e-30, () -> 2 * random.nextDouble() - 1),
                exponential("exp of numbers about 0", 1e-30, () -> spread(random, 100) * 0x1p-50),
                exponential("exp of −705 … −660, which has fewer digits", 1e-15, () -> -660 - 45 * random.nextDouble()),
                logarithm("log of numbers of any size", () -> Math.abs(spread(random, 900))),
                logarithm("log of 0.5 … 2", () -> 0.5 + 1.5 * random.nextDouble()),
                logarithm("log of numbers about 1", () -> 1 + spread(random, 100) * 0x1p-51),
                Arguments.of(
                        "exp(x) − 1 − x of small numbers",
                        (UnaryOperator<TwoDoubles>) TwoDoubles::exponentialExcess,
                        (UnaryOperator<BigDecimal>) x ->
                                Decimals.exponential(x).subtract(BigDecimal.ONE).subtract(x),
                        1e-30,
                        (DoubleSupplier) () -> Math.scalb(2 * random.nextDouble() - 1, -6 - random.nextInt(30))));
    }

    private static Arguments exponential(String name, double tolerance, DoubleSupplier arguments) {
        return Arguments.of(
                name,
                (UnaryOperator<TwoDoubles>) TwoDoubles::exponential,
                (UnaryOperator<BigDecimal>) Decimals::exponential,
                tolerance,
                arguments);
    }

    private static Arguments logarithm(String name, DoubleSupplier arguments) {
        return Arguments.of(
                name,
                (UnaryOperator<TwoDoubles>) TwoDoubles::logarithm,
                (UnaryOperator<BigDecimal>) Decimals::logarithm,
                1e-30,
                arguments);
    }

    @Test
    void decimalSeriesGiveThePublishedDigits() {
        assertThat(Decimals.exponential(BigDecimal.ONE).toString())
                .startsWith("2.71828182845904523536028747135266249775724709369995957496696");
        assertThat(Decimals.logarithm(BigDecimal.TEN).toString())
                .startsWith("2.30258509299404568401799145468436420760110148862877297603332");
    }

    @Test
    void exponentialsBelowTheSmallestDoubleAreZero() {
        assertThat(TwoDoubles.of(-1e30).exponential()).isEqualTo(TwoDoubles.ZERO);
        assertThat(TwoDoubles.of(-750).exponential().toDouble()).isZero();
        assertThat(TwoDoubles.of(-745).exponential().toDouble()).isEqualTo(Double.MIN_VALUE);
    }

    @Test
    void exponentialOfZeroAndLogarithmOfOneAreExact() {
        assertThat(TwoDoubles.ZERO.exponential()).isEqualTo(TwoDoubles.ONE);
        assertThat(TwoDoubles.ONE.logarithm().toDouble()).isZero();
        assertThat(TwoDoubles.ZERO.squareRoot()).isEqualTo(TwoDoubles.ZERO);
    }

    private static void assertPrecise(TwoDoubles computed, BigDecimal exact) {
        if (exact.signum() == 0) {
            assertThat(computed.toDouble()).isZero();
        } else {
            assertThat(Decimals.relativeError(computed.toBigDecimal(), exact)).isLessThan(PRECISION);
        }
    }

    /** Returns a full-precision number close to a double. */
    private static TwoDoubles wide(double high, Random random) {
        return TwoDoubles.sum(high, Math.ulp(high) * (random.nextDouble() - 0.5));
    }

    /** Returns a number of random sign and of a binary exponent drawn from a range of {@code exponents}. */
    private static double spread(Random random, int exponents) {
        return Math.scalb(random.nextDouble() - 0.5, random.nextInt(exponents) - exponents / 2);
    }
}
