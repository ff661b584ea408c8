package io.github.modelconversion.input.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Parses a decimal number from ASCII bytes, correctly rounded; also {@code nan}, {@code inf} and {@code infinity}, in any
 * case, with or without a sign.
 *
 * <p>An integer of at most 2<sup>53</sup> multiplied or divided by a power of ten up to 10<sup>22</sup> needs a single
 * operation on two exact doubles (Clinger, "How to read floating point numbers accurately", PLDI 1990,
 * doi:10.1145/93542.93557). That covers nearly every number in practice; the rest goes to {@link Double#parseDouble}.
 */
final class DecimalText {

    private static final long LARGEST_EXACT = 1L << 53;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private DecimalText() {}

    /**
     * Returns the number in {@code text} at the indices {@code [from, to)}.
     *
     * @throws NumberFormatException for anything else, such as Java's own {@code 0x1p3} or {@code 1f}
     */
    static double parse(byte[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (at < to && (negative || text[at] == '+')) {
            at++;
        }
        long digits = 0;
        int decimals = 0;
        boolean point = false;
        boolean number = false;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits < LARGEST_EXACT ? 10 * digits + digit : digits;
                number = true;
                decimals += point ? 1 : 0;
            } else if (text[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (!number) {
            return parseName(text, from, to);
        }
        int exponent = at < to ? exponent(text, at, to) : 0;
        return isExact(digits, exponent - decimals)
                ? scaled(negative ? -(double) digits : (double) digits, exponent - decimals)
                : Double.parseDouble(string(text, from, to));
    }

    private static boolean isExact(long digits, int exponent) {
        return digits < LARGEST_EXACT && Math.abs(exponent) < POWERS_OF_TEN.length;
    }

    private static double scaled(double digits, int exponent) {
        return exponent < 0 ? digits / POWERS_OF_TEN[-exponent] : digits * POWERS_OF_TEN[exponent];
    }

    /** Returns the exponent after {@code e} and a sign; a huge one becomes a number far beyond a double's range. */
    private static int exponent(byte[] text, int from, int to) {
        int at = from + 1;
        boolean negative = at < to && text[at] == '-';
        if (at < to && (negative || text[at] == '+')) {
            at++;
        }
        int exponent = 0;
        boolean valid = (text[from] == 'e' || text[from] == 'E') && at < to;
        for (; at < to && valid; at++) {
            valid = isDigit(text[at]);
            exponent = Math.min(10 * exponent + text[at] - '0', 1_000_000);
        }
        if (!valid) {
            throw new NumberFormatException(string(text, from, to));
        }
        return negative ? -exponent : exponent;
    }

    private static double parseName(byte[] text, int from, int to) {
        boolean signed = from < to && (text[from] == '-' || text[from] == '+');
        String name = string(text, signed ? from + 1 : from, to).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "nan" -> Double.NaN;
            case "inf", "infinity" -> signed && text[from] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            default -> throw new NumberFormatException(name);
        };
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
