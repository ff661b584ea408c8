package io.github.modelconversion.result.measurement;

import java.util.OptionalDouble;

/**
 * A figure of a text, and how far another text of the same kind can be expected to differ.
 *
 * @param value the figure
 * @param uncertainty its standard error, in the figure's unit; empty where there are too few rows for one
 */
public record Estimate(double value, OptionalDouble uncertainty) {

    /** Makes an estimate without uncertainty of one whose uncertainty is NaN. */
    public static Estimate of(double value, double uncertainty) {
        return new Estimate(value, Double.isNaN(uncertainty) ? OptionalDouble.empty() : OptionalDouble.of(uncertainty));
    }
}
