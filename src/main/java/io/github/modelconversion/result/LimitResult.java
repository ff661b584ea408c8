package io.github.modelconversion.result;

import java.util.OptionalDouble;

/**
 * A limit and the result of a comparison against it.
 *
 * @param limit the limit
 * @param measured the metric's unrounded value; empty if not measured
 * @param verdict whether the limit was kept
 */
public record LimitResult(Limit limit, OptionalDouble measured, Verdict verdict) {

    /** Returns the used share of the limit as {@link #strain} does; empty if not measured or if the limit has no shares. */
    public OptionalDouble used() {
        double strain = strain();
        return limit.hasShares() && Double.isFinite(strain) ? OptionalDouble.of(strain) : OptionalDouble.empty();
    }

    /** Returns the used-up share of the limit: 0 is no error, 1 is the limit; infinite if not measured. */
    public double strain() {
        double bound = limit.value();
        if (limit.bound() == Limit.Bound.MAX) {
            return measured.orElse(Double.POSITIVE_INFINITY) / bound;
        }
        double similarity = measured.orElse(Double.NEGATIVE_INFINITY);
        return similarity == 1 ? 0 : (1 - similarity) / (1 - bound);
    }
}
