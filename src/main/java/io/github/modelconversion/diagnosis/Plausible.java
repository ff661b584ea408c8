package io.github.modelconversion.diagnosis;

import io.github.modelconversion.logits.ElementReading;
import io.github.modelconversion.logits.Head;

/**
 * Whether bytes look like logits or embeddings when they are read as some type.
 *
 * <p>Model outputs have binary exponents that lie close together: over the real outputs in {@code testdata} their standard
 * deviation is 1.2 to 2.3 where the type is right, and at least 7 where it is wrong, save for bfloat16 read as float16 (0.1
 * to 1.4) and for denormals. Values in even and in odd places are looked at apart: of two halves of a wider number only
 * one, which has the exponent, may look right.
 */
final class Plausible {

    private static final double NARROWEST = 0.5;
    private static final double WIDEST = 4;

    /** The mean binary exponent of model outputs, −8 to 3 over the real ones: values of a millionth to 16 000. */
    private static final double LOWEST = -20;

    private static final double HIGHEST = 14;

    /** Rounded to zero in float16; more of them are the empty half of a wider number. */
    private static final double MOST_ZEROS = 0.02;

    private Plausible() {}

    static boolean as(ElementReading type, Head side) {
        double[] values = side.values(type);
        return values.length >= Agreement.FEWEST && isPlausible(values, 0) && isPlausible(values, 1);
    }

    private static boolean isPlausible(double[] values, int first) {
        long zeros = 0;
        long count = 0;
        double sum = 0;
        double squares = 0;
        for (int i = first; i < values.length; i += 2) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
            if (values[i] == 0) {
                zeros++;
            } else {
                double exponent = Math.getExponent(values[i]);
                count++;
                sum += exponent;
                squares += exponent * exponent;
            }
        }
        double mean = sum / count;
        double deviation = Math.sqrt(squares / count - mean * mean);
        return zeros <= MOST_ZEROS * (zeros + count)
                && mean >= LOWEST
                && mean <= HIGHEST
                && deviation >= NARROWEST
                && deviation <= WIDEST;
    }
}
