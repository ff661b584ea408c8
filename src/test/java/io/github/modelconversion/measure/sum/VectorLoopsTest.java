package io.github.modelconversion.measure.sum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops' approximations against correctly rounded values and decimals, within their ranges and at the ends. */
class VectorLoopsTest {

    private static final int COUNT = VectorLoops.STRETCH;

    private static final double LOWEST = Math.exp(-64);

    /** The error bound documented by {@link VectorLoops#exponentiate}. */
    private static final double EXPONENTIAL_ERROR = 2.2e-13;

    /** In percent: the bound documented by {@code gainBySquare}, once more per doubling, plus rounding. */
    private static final double GAIN_ERROR = 100 * 5e-14;

    @ParameterizedTest
    @ValueSource(doubles = {0, 33.125, -1e4, 3e38})
    void exponentialsKeepTheirRelativeError(double largest) {
        for (int start = 0; start < 64; start++) {
            double from = -start;
            double[] values = stretch(i -> largest + from - i / (double) COUNT);
            double[] exponentials = exponentials(values, largest);

            for (int i = 0; i < COUNT; i++) {
                double exact = Math.exp(values[i] - largest);
                assertThat(Math.abs(exponentials[i] - Math.max(exact, LOWEST)))
                        .isLessThanOrEqualTo(EXPONENTIAL_ERROR * Math.max(exact, LOWEST));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-64.5, 0", "-100, 0", "-1e30, 5", "-1.7e308, 1.7e308"})
    void exponentialsOfMuchLowerValuesAreNegligible(double value, double largest) {
        for (double exponential : exponentials(stretch(i -> value), largest)) {
            assertThat(exponential).isBetween(0.0, 1.001 * LOWEST);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-8, 1e-3, 0.5, 1, 1.5, 2, 5, 8})
    void gainsKeepTheirRelativeError(double bound) {
        double[] differences = stretch(i -> bound * (2.0 * i / (COUNT - 1) - 1));
        double[] gains = VectorLoops.lanes();
        VectorLoops.gain(differences, gains, VectorLoops.lanes(), COUNT, bound);

        for (int i = 0; i < COUNT; i++) {
            assertThat(gains[i]).isCloseTo(gain(differences[i]), withinPercentage(GAIN_ERROR));
        }
    }

    /** Returns e<sup>x</sup> − 1 − x by its series, to 50 digits. */
    private static double gain(double x) {
        MathContext digits = new MathContext(50);
        BigDecimal exact = new BigDecimal(x);
        BigDecimal term = exact;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 2; k < 80; k++) {
            term = term.multiply(exact, digits).divide(BigDecimal.valueOf(k), digits);
            sum = sum.add(term, digits);
        }
        return sum.doubleValue();
    }

    private static double[] exponentials(double[] values, double largest) {
        double[] exponentials = VectorLoops.lanes();
        VectorLoops.exponentiate(values, largest, exponentials, COUNT);
        return Arrays.copyOf(exponentials, COUNT);
    }

    private static double[] stretch(IntToDoubleFunction value) {
        return IntStream.range(0, COUNT).mapToDouble(value).toArray();
    }
}
