package io.github.modelconversion.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Formats floating-point numbers as text that reads back as the same number, in the layout of {@link
 * Double#toString(double)}.
 *
 * <p>Before Java 19, {@code Double.toString} returns other digits for some numbers, such as 2E23 and 2^60, so a report would
 * depend on the Java version. Here a number is rounded, half to even, to the digits that its type always preserves (15; 6
 * for a float), plus one more as long as it does not read back: 17 (9) always suffice. For normal numbers other than powers
 * of two these are the digits of Java 19 and later.
 *
 * <p>A normal number that reads back from fewer digits than its type always preserves reads back from no others as few. So
 * {@code Double.toString} is exact if it is that short, in every version of Java, and much faster.
 */
public final class ShortestDecimal {

    /** Digits of every decimal that a double preserves. */
    private static final int DOUBLE_DIGITS = 15;

    /** Digits of every decimal that a float preserves. */
    private static final int FLOAT_DIGITS = 6;

    private ShortestDecimal() {}

    /** Returns a double as text; NaN and infinity are spelled as in Java. */
    public static String of(double value) {
        String text = Double.toString(value);
        boolean subnormal = value != 0 && Math.abs(value) < Double.MIN_NORMAL;
        return !Double.isFinite(value) || (hasAtMost(DOUBLE_DIGITS, text) && !subnormal)
                ? text
                : laidOut(fewest(value, DOUBLE_DIGITS, false));
    }

    /** Returns a float as text; NaN and infinity are spelled as in Java. */
    public static String of(float value) {
        String text = Float.toString(value);
        boolean subnormal = value != 0 && Math.abs(value) < Float.MIN_NORMAL;
        return !Float.isFinite(value) || (hasAtMost(FLOAT_DIGITS, text) && !subnormal)
                ? text
                : laidOut(fewest(value, FLOAT_DIGITS, true));
    }

    /** Returns true only if a number has at most these digits; those of an exponent count, too. */
    private static boolean hasAtMost(int digits, String number) {
        return number.length() <= digits + ".".length();
    }

    private static BigDecimal fewest(double value, int preserved, boolean isFloat) {
        BigDecimal exact = new BigDecimal(value);
        int digits = preserved;
        BigDecimal rounded = rounded(exact, digits);
        while (value != (isFloat ? rounded.floatValue() : rounded.doubleValue())) {
            rounded = rounded(exact, ++digits);
        }
        return rounded.stripTrailingZeros();
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    /** Formats the digits with a decimal point for magnitudes from 1e-3 to below 1e7, else with an exponent. */
    private static String laidOut(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        return exponent >= -3 && exponent < 7
                ? withFraction(value)
                : withFraction(value.scaleByPowerOfTen(-exponent)) + "E" + exponent;
    }

    private static String withFraction(BigDecimal value) {
        return value.scale() > 0 ? value.toPlainString() : value.setScale(1).toPlainString();
    }
}
