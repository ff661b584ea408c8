package io.github.modelconversion.baseline;

import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Rounds values for recording, to six significant digits. For a similarity, such as a cosine similarity, these are the
 * digits of its distance from 1: 0.999999987654 has the distance 1.2346e-8, whereas six digits of the value itself would
 * give 1.
 */
final class Recorded {

    static final int DIGITS = 6;

    private static final MathContext NEAREST = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
    private static final MathContext UP = new MathContext(DIGITS, RoundingMode.CEILING);

    /** Most digits of a whole number that is written out. */
    private static final int LONGEST_WHOLE = 7;

    private Recorded() {}

    /** Returns the recorded form of a measured, finite value. */
    static BigDecimal of(Metric metric, double value) {
        return of(metric, new BigDecimal(value));
    }

    /** Returns the recorded form of a value; its {@code toString} is what is written: 0.0123, 1.23457E-7. */
    static BigDecimal of(Metric metric, BigDecimal exact) {
        BigDecimal rounded = metric.better() == Better.HIGHER
                ? BigDecimal.ONE.subtract(distance(exact).round(NEAREST))
                : exact.round(NEAREST);
        BigDecimal shortest = rounded.stripTrailingZeros();
        return shortest.scale() < 0 && shortest.precision() - shortest.scale() <= LONGEST_WHOLE
                ? shortest.setScale(0)
                : shortest;
    }

    /** Returns the error that a value expresses: the value itself, or its distance from 1. */
    static BigDecimal error(Metric metric, BigDecimal value) {
        return metric.better() == Better.HIGHER ? distance(value) : value;
    }

    /** Returns the distance from 1; a mean of cosines can exceed 1 by one unit in the last place. */
    private static BigDecimal distance(BigDecimal likeness) {
        return BigDecimal.ONE.subtract(likeness).max(BigDecimal.ZERO);
    }

    /**
     * Returns the smallest six-digit number above a number, or above 0 the smallest positive double. Everything that rounds
     * to the given number is below the result.
     */
    static BigDecimal nextAbove(BigDecimal number) {
        if (number.signum() == 0) {
            return new BigDecimal(Double.MIN_VALUE);
        }
        BigDecimal up = number.round(UP);
        return up.compareTo(number) > 0 ? up : up.add(unit(up));
    }

    /** One unit in the sixth digit. */
    private static BigDecimal unit(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        return BigDecimal.valueOf(1, DIGITS - 1 - exponent);
    }
}
