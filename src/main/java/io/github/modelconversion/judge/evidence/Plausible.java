package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.input.tensor.ElementReading;
import io.github.modelconversion.input.tensor.Head;
import io.github.modelconversion.measure.sample.Agreement;

/**
 * Decides whether bytes, read as some type, look like logits or embeddings.
 *
 * <p>The binary exponents of model outputs are close together. Over 192 real outputs their mean absolute deviation is 0.9 to
 * 3.0 if the type is right and at least 4.9 if it is wrong, except for bfloat16 read as float16 (at most 0.54) and for
 * readings that are denormal or half zero. Values at even and at odd indices are examined separately, because of the two
 * halves of a wider number only the one with the exponent may look right.
 */
public final class Plausible {

    /** Smallest deviation; less means one repeated value, or values far from zero and close together. */
    private static final double NARROWEST = 0.2;

    private static final double WIDEST = 4;

    /** Smallest mean exponent; it is −7.5 to 2.9 over the same outputs. The range is a millionth to 16 384. */
    private static final double LOWEST = -20;

    private static final double HIGHEST = 14;

    /** Largest share of zeros: rounding to float16 makes some; more are the empty half of a wider number. */
    private static final double MOST_ZEROS = 0.02;

    private Plausible() {}

    /** Returns whether the values look like those of a model. */
    public static boolean as(ElementReading type, Head side) {
        double[] values = side.values(type);
        return values.length >= Agreement.FEWEST && isWithin(values, 0, NARROWEST) && isWithin(values, 1, NARROWEST);
    }

    /**
     * Returns whether the values cannot come from a model. Equal exponents alone prove nothing: values around −3 share one.
     */
    public static boolean isRuledOut(ElementReading type, Head side) {
        double[] values = side.values(type);
        return !isWithin(values, 0, 0) || !isWithin(values, 1, 0);
    }

    private static boolean isWithin(double[] values, int first, double narrowest) {
        int[] exponents = new int[(values.length - first + 1) / 2];
        int count = 0;
        double sum = 0;
        for (int i = first; i < values.length; i += 2) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
            if (values[i] != 0) {
                exponents[count] = Math.getExponent(values[i]);
                sum += exponents[count++];
            }
        }
        double mean = sum / count;
        double deviation = 0;
        for (int i = 0; i < count; i++) {
            deviation += Math.abs(exponents[i] - mean) / count;
        }
        return exponents.length - count <= MOST_ZEROS * exponents.length
                && mean >= LOWEST
                && mean <= HIGHEST
                && deviation >= narrowest
                && deviation <= WIDEST;
    }
}
