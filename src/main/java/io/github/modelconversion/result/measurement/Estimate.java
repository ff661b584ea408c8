package io.github.modelconversion.result.measurement;

import java.util.OptionalDouble;

/**
 * A figure measured on one text, with the deviation to expect on another text of the same kind.
 *
 * @param value the figure
 * @param uncertainty its standard error, in the figure's unit; empty for too few rows
 */
public record Estimate(double value, OptionalDouble uncertainty) {

    /** Creates an estimate; NaN means no uncertainty. */
    public static Estimate of(double value, double uncertainty) {
        return new Estimate(value, Double.isNaN(uncertainty) ? OptionalDouble.empty() : OptionalDouble.of(uncertainty));
    }
}
