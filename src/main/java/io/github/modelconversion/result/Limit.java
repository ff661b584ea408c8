package io.github.modelconversion.result;

import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.OptionalDouble;

/**
 * A bound for one metric.
 *
 * @param metric the metric
 * @param bound whether it is an upper or a lower bound
 * @param value the bound, finite; may be below 0 for a divergence that noise pushes below 0
 * @param origin its origin
 */
public record Limit(Metric metric, Bound bound, double value, Origin origin) {

    /** The direction of a bound. */
    public enum Bound {
        /** Passes if the metric is below the limit. */
        MAX,
        /** Passes if the metric is at or above the limit. */
        MIN;

        /** Returns the bound of a metric: a similarity must not be lower, an error not be higher. */
        public static Bound of(Metric metric) {
            return metric.better() == Better.HIGHER ? MIN : MAX;
        }
    }

    /** The origin of a limit. */
    public enum Origin {
        /** The general default. */
        DEFAULT,
        /** Recommended for the conversion's type. */
        RECOMMENDED,
        /** Set by the user. */
        CONFIGURATION,
        /** Set by the user for the conversion's type. */
        TYPE,
        /** Derived from the committed baseline. */
        BASELINE
    }

    /** Judges the unrounded metric; a metric that was not measured passes no limit. */
    public LimitResult judge(Metrics metrics) {
        OptionalDouble measured = metrics.value(metric);
        Verdict verdict =
                measured.isEmpty() ? Verdict.NOT_MEASURED : keeps(measured.getAsDouble()) ? Verdict.PASS : Verdict.FAIL;
        return new LimitResult(this, measured, verdict);
    }

    /**
     * Returns whether a share of the limit makes sense. Noise can make a divergence, and so a baseline's limit, 0 or
     * negative.
     */
    public boolean hasShares() {
        return bound == Bound.MIN || value > 0;
    }

    private boolean keeps(double measured) {
        return bound == Bound.MAX ? measured < value : measured >= value;
    }
}
