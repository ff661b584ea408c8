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

    /** Returns the used-up share of the limit: 0 is no error, 1 is the limit; infinite if not measured. */
    public double strain() {
        double bound = limit.value();
        return switch (limit.bound()) {
            case MAX -> measured.orElse(Double.POSITIVE_INFINITY) / bound;
            case MIN ->
                measured.orElse(Double.NEGATIVE_INFINITY) == 1
                        ? 0
                        : (1 - measured.orElse(Double.NEGATIVE_INFINITY)) / (1 - bound);
        };
    }
}
