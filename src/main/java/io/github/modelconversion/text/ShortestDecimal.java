package io.github.modelconversion.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Formats floating-point numbers as text that reads back as the same number, in the layout of {@link
 * Double#toString(double)}.
 *
 * <p>Before Java 19, {@code Double.toString} returns other digits for some numbers, such as 2E23 and 2^60, so a report would
 * depend on the Java version. Here a number is rounded, half to even, to the digits that its type always preserves (15; 6
 * for a float), plus one more as long as it does not read back: 17 (9) always suffice. For normal numbers other than powers
 * of two these are the digits of Java 19 and later.
 */
public final class ShortestDecimal {

    private ShortestDecimal() {}

    /** Returns a double as text; NaN and infinity are spelled as in Java. */
    public static String of(double value) {
        return value == 0 || !Double.isFinite(value)
                ? Double.toString(value)
                : laidOut(fewest(new BigDecimal(value), 15, rounded -> rounded.doubleValue() == value));
    }

    /** Returns a float as text; NaN and infinity are spelled as in Java. */
    public static String of(float value) {
        return value == 0 || !Float.isFinite(value)
                ? Float.toString(value)
                : laidOut(fewest(new BigDecimal(value), 6, rounded -> rounded.floatValue() == value));
    }

    private static BigDecimal fewest(BigDecimal exact, int kept, Predicate<BigDecimal> readsBack) {
        int digits = kept;
        BigDecimal rounded = rounded(exact, digits);
        while (!readsBack.test(rounded)) {
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
