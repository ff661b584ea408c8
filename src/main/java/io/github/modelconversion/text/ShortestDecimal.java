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
 * <p>{@code Double.toString} is less than a unit of the last place away from a decimal with as few digits as the type always
 * preserves, if a normal number has one. So its text is exact if it is that short, and else is rounded to try so few digits:
 * that is much faster than exact arithmetic.
 */
public final class ShortestDecimal {

    /** Digits of every decimal that a double preserves, and digits that always suffice. */
    private static final int LEAST_OF_DOUBLE = 15;

    private static final int MOST_OF_DOUBLE = 17;

    /** The same for a float. */
    private static final int LEAST_OF_FLOAT = 6;

    private static final int MOST_OF_FLOAT = 9;

    private ShortestDecimal() {}

    /** Returns a double as text; NaN and infinity are spelled as in Java. */
    public static String of(double value) {
        String text = Double.toString(value);
        boolean subnormal = value != 0 && Math.abs(value) < Double.MIN_NORMAL;
        if (!Double.isFinite(value) || (hasAtMost(LEAST_OF_DOUBLE, text) && !subnormal)) {
            return text;
        }
        int digits = LEAST_OF_DOUBLE;
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = rounded(subnormal ? exact : new BigDecimal(text), digits);
        while (digits < MOST_OF_DOUBLE && rounded.doubleValue() != value) {
            rounded = rounded(exact, ++digits);
        }
        return laidOut(rounded.stripTrailingZeros());
    }

    /** Returns a float as text; NaN and infinity are spelled as in Java. */
    public static String of(float value) {
        String text = Float.toString(value);
        boolean subnormal = value != 0 && Math.abs(value) < Float.MIN_NORMAL;
        if (!Float.isFinite(value) || (hasAtMost(LEAST_OF_FLOAT, text) && !subnormal)) {
            return text;
        }
        int digits = LEAST_OF_FLOAT;
        BigDecimal exact = new BigDecimal(value);
        BigDecimal rounded = rounded(subnormal ? exact : new BigDecimal(text), digits);
        while (digits < MOST_OF_FLOAT && rounded.floatValue() != value) {
            rounded = rounded(exact, ++digits);
        }
        return laidOut(rounded.stripTrailingZeros());
    }

    /** Returns true only if a number has at most these digits; those of an exponent count, too. */
    private static boolean hasAtMost(int digits, String number) {
        return number.length() <= digits + ".".length();
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        return value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
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
