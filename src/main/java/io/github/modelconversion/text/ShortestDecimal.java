package io.github.modelconversion.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

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
 * that is much faster than exact arithmetic. Numbers that are not far from 1 are rounded to more digits in doubles, with
 * their rounding error, unless a tie is near.
 */
public final class ShortestDecimal {

    /** Digits of every decimal that a double preserves, and digits that always suffice. */
    private static final int LEAST_OF_DOUBLE = 15;

    private static final int MOST_OF_DOUBLE = 17;

    /** The same for a float. */
    private static final int LEAST_OF_FLOAT = 6;

    private static final int MOST_OF_FLOAT = 9;

    /** Powers of ten that are exact doubles. */
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /** Relative distance from a tie that rounding errors, below 2<sup>-48</sup>, cannot turn around. */
    private static final double CLEAR = 0x1p-30;

    private ShortestDecimal() {}

    /** Returns a double as text; NaN and infinity are spelled as in Java. */
    public static String of(double value) {
        String text = Double.toString(value);
        boolean subnormal = value != 0 && Math.abs(value) < Double.MIN_NORMAL;
        if (!Double.isFinite(value) || (hasAtMost(LEAST_OF_DOUBLE, text) && !subnormal)) {
            return text;
        }
        BigDecimal near = new BigDecimal(text);
        BigDecimal rounded = roundedInDoubles(value, near.precision() - near.scale());
        if (rounded == null) {
            int digits = LEAST_OF_DOUBLE;
            BigDecimal exact = new BigDecimal(value);
            rounded = rounded(subnormal ? exact : near, digits);
            while (digits < MOST_OF_DOUBLE && rounded.doubleValue() != value) {
                rounded = rounded(exact, ++digits);
            }
        }
        return laidOut(rounded.stripTrailingZeros());
    }

    /**
     * Returns a number rounded to the fewest digits that read back, of which some may be zeros; null if doubles cannot
     * decide that.
     *
     * @param wholeDigits number of digits before the point; 0 or less for a number below 0.1
     */
    private static @Nullable BigDecimal roundedInDoubles(double value, int wholeDigits) {
        boolean powerOfTwo = Math.abs(value) == Math.scalb(1.0, Math.getExponent(value));
        for (int digits = LEAST_OF_DOUBLE; digits <= MOST_OF_DOUBLE && !powerOfTwo; digits++) {
            int decimals = digits - wholeDigits;
            if (decimals < 0 || decimals >= POWERS_OF_TEN.length) {
                return null;
            }
            // The product of value and power is scaled plus its rounding error, without any error.
            double power = POWERS_OF_TEN[decimals];
            double scaled = value * power;
            double whole = Math.floor(scaled);
            double rest = scaled - whole + Math.fma(value, power, -scaled);
            double error = Math.abs(Math.rint(rest) - rest);
            double largestError = Math.ulp(value) / 2 * power;
            if (error > 0.5 - CLEAR || Math.abs(error - largestError) < CLEAR * largestError) {
                return null;
            }
            if (error < largestError) {
                return BigDecimal.valueOf((long) whole + (long) Math.rint(rest), decimals);
            }
        }
        return null;
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
