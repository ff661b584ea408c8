package io.github.modelconversion.report.text;

import io.github.modelconversion.text.RoundedDecimal;
import io.github.modelconversion.text.ShortestDecimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/** Formats numbers for people, the same in every locale; only multiples of a limit have grouped digits. */
public final class Figures {

    private static final int USUAL_DIGITS = 6;
    private static final int ALL_DIGITS = 16;
    private static final int FEW_DIGITS = 3;

    /** Smallest factor to write in scientific notation. */
    private static final double TOO_MANY_TIMES = 1e6;

    /** Smallest number for which fixed decimals show digits that a double does not have. */
    private static final double TOO_LARGE_FOR_DECIMALS = 1e15;

    /** Smallest number with a nonzero digit among six decimals. */
    private static final double SMALLEST_DECIMAL = 5e-7;

    private Figures() {}

    /** Returns the index of an entry, followed by the text of its token if it is known: {@code 410 " the"}. */
    public static String entry(long index, Optional<String> token) {
        return token.isPresent() ? index + " \"" + token.get() + "\"" : String.valueOf(index);
    }

    /** Returns a number with six decimals in scientific notation. */
    public static String scientific(double value) {
        return RoundedDecimal.scientific(value, USUAL_DIGITS);
    }

    /**
     * Returns a number in scientific notation, with more than six decimals if rounding would move it onto or across a bound.
     */
    public static String scientific(double value, double... bounds) {
        int digits = USUAL_DIGITS;
        String text = scientific(value);
        while (digits < ALL_DIGITS && !agrees(value, Double.parseDouble(text), bounds)) {
            text = RoundedDecimal.scientific(value, ++digits);
        }
        return text;
    }

    private static boolean agrees(double value, double printed, double[] bounds) {
        for (double bound : bounds) {
            if (Double.compare(value, bound) != Double.compare(printed, bound)) {
                return false;
            }
        }
        return true;
    }

    /** Returns a number with six decimals, or in scientific notation if these were all zeros or more than a double has. */
    public static String decimal(double value) {
        double magnitude = Math.abs(value);
        return value == 0 || (magnitude >= SMALLEST_DECIMAL && magnitude < TOO_LARGE_FOR_DECIMALS)
                ? RoundedDecimal.plain(value, USUAL_DIGITS)
                : scientific(value);
    }

    /** Returns a number with six decimals, or with more if rounding would move it onto or across a bound. */
    public static String decimal(double value, double bound) {
        int digits = USUAL_DIGITS;
        String text = RoundedDecimal.plain(value, digits);
        while (digits < ALL_DIGITS && !agrees(value, Double.parseDouble(text), new double[] {bound})) {
            text = RoundedDecimal.plain(value, ++digits);
        }
        return text;
    }

    /** Returns a share, 0 to 1, in percent with two decimals; 100.00 and 0.00 only if it is exactly 1 or 0. */
    public static String percent(double share) {
        double shown = share >= 1 || share <= 0 ? share : Math.max(0.0001, Math.min(0.9999, share));
        return RoundedDecimal.plain(100 * shown, 2) + " %";
    }

    /** Returns a share, 0 to 1, in whole percent; 100 and 0 only if it is exactly 1 or 0. */
    public static String roundPercent(double share) {
        double shown = share >= 1 || share <= 0 ? share : Math.max(0.01, Math.min(0.99, share));
        return RoundedDecimal.plain(100 * shown, 0) + " %";
    }

    /** Returns decibels with two decimals. */
    public static String decibels(double value) {
        return RoundedDecimal.plain(value, 2) + " dB";
    }

    /** Returns a number with three digits, or with more if rounding would move it onto or across a bound. */
    public static String brief(double value, double... bounds) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = new BigDecimal(ShortestDecimal.of(value));
        int digits = FEW_DIGITS;
        while (digits < exact.precision()
                && !agrees(value, rounded(exact, digits).doubleValue(), bounds)) {
            digits++;
        }
        return shortest(rounded(exact, digits));
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        return value.round(new MathContext(digits));
    }

    /** Returns a multiple of a limit, 1.1 or more: {@code 1.3}, {@code 55,000}, {@code 1.2e12}. */
    public static String times(double ratio) {
        if (!Double.isFinite(ratio) || ratio >= TOO_MANY_TIMES) {
            return Double.isFinite(ratio) ? shortest(rounded(new BigDecimal(ratio), 2)) : "countless";
        }
        BigDecimal rounded = rounded(new BigDecimal(ratio), 2);
        return ratio < 10 ? shortest(rounded) : String.format(Locale.ROOT, "%,.0f", rounded);
    }

    /** Returns the used share of a limit, 0 to below 1, in whole percent. */
    public static String used(double share) {
        return share > 0 && share < 0.01 ? "less than 1 %" : roundPercent(Math.max(0, share));
    }

    /** Returns the shortest exact notation of a number: {@code 0.01}, {@code 1e-5}. */
    public static String shortest(double value) {
        return shortest(new BigDecimal(ShortestDecimal.of(value)));
    }

    private static String shortest(BigDecimal value) {
        BigDecimal exact = value.stripTrailingZeros();
        String plain = exact.toPlainString();
        int exponent = exact.precision() - exact.scale() - 1;
        String mantissa = exact.scaleByPowerOfTen(-exponent).toPlainString();
        String scientific = mantissa + "e" + exponent;
        return plain.length() <= scientific.length() ? plain : scientific;
    }
}
