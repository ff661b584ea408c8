package io.github.modelconversion.measure.values;

import java.math.BigDecimal;
import java.math.MathContext;

/** Functions of decimals by their series, slow but to more than 50 digits. */
final class Decimals {

    static final MathContext ROUNDED = new MathContext(90);

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal NEAR = new BigDecimal("0.001");

    private Decimals() {}

    /** Returns eˣ by the series for x ÷ 2ᵏ, squared k times. */
    static BigDecimal exponential(BigDecimal x) {
        int halvings = 0;
        BigDecimal small = x;
        while (small.abs().compareTo(NEAR) > 0) {
            small = small.divide(TWO, ROUNDED);
            halvings++;
        }
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; k < 40; k++) {
            term = term.multiply(small, ROUNDED).divide(BigDecimal.valueOf(k), ROUNDED);
            sum = sum.add(term, ROUNDED);
        }
        for (int k = 0; k < halvings; k++) {
            sum = sum.multiply(sum, ROUNDED);
        }
        return sum;
    }

    /** Returns log x as 2ᵏ · 2 artanh((y − 1) ÷ (y + 1)) by its series, where y is the 2ᵏ-th root of x. */
    static BigDecimal logarithm(BigDecimal x) {
        BigDecimal factor = TWO;
        BigDecimal root = x;
        while (root.subtract(BigDecimal.ONE).abs().compareTo(NEAR) > 0) {
            root = root.sqrt(ROUNDED);
            factor = factor.multiply(TWO);
        }
        BigDecimal ratio = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), ROUNDED);
        BigDecimal square = ratio.multiply(ratio, ROUNDED);
        BigDecimal power = ratio;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 1; k < 40; k += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(k), ROUNDED), ROUNDED);
            power = power.multiply(square, ROUNDED);
        }
        return sum.multiply(factor, ROUNDED);
    }

    /** Returns the distance of a number from an exact value, relative to that value. */
    static double relativeError(BigDecimal computed, BigDecimal exact) {
        return computed.subtract(exact)
                .divide(exact, MathContext.DECIMAL32)
                .abs()
                .doubleValue();
    }
}
