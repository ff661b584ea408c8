package io.github.modelconversion.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Formats numbers with a given number of digits, rounded half up, as {@link String#format} does for every locale without
 * digits of its own. Reports contain thousands of them, for which a {@code Formatter} is slow, in a cold JVM above all.
 */
public final class RoundedDecimal {

    /** Exponent of the smallest numbers that are written without one. */
    private static final int SMALLEST_PLAIN = -4;

    private RoundedDecimal() {}

    /** Returns a number without an exponent: {@code 0.012}, as {@code %.3f}. */
    public static String plain(double value, int decimals) {
        return Double.isFinite(value)
                ? sign(value)
                        + magnitude(value)
                                .setScale(decimals, RoundingMode.HALF_UP)
                                .toPlainString()
                : String.valueOf(value);
    }

    /** Returns a number with an exponent of at least two digits: {@code 1.235e-02}, as {@code %.3e}. */
    public static String scientific(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = rounded(value, decimals + 1);
        int exponent = exponent(rounded);
        String mantissa = rounded.scaleByPowerOfTen(-exponent)
                .setScale(decimals, RoundingMode.UNNECESSARY)
                .toPlainString();
        String digits = String.valueOf(Math.abs(exponent));
        return sign(value) + mantissa + (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" : "") + digits;
    }

    /** Returns a number with an exponent only if it is below 0.0001 or has more digits before the point, as {@code %.3g}. */
    public static String general(double value, int digits) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        int exponent = exponent(rounded(value, digits));
        return exponent < SMALLEST_PLAIN || exponent >= digits
                ? scientific(value, digits - 1)
                : plain(value, digits - 1 - exponent);
    }

    private static String sign(double value) {
        return Double.compare(value, 0) < 0 ? "-" : "";
    }

    private static BigDecimal magnitude(double value) {
        return new BigDecimal(Double.toString(Math.abs(value)));
    }

    private static BigDecimal rounded(double value, int digits) {
        return magnitude(value).round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    private static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }
}
