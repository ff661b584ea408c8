package io.github.modelconversion.result;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.OptionalDouble;

/**
 * A bound that one metric must keep.
 *
 * @param metric the metric
 * @param bound the side that is bounded
 * @param value the bound itself, finite; a divergence that noise puts below 0 may have one below 0
 * @param origin where it comes from
 */
public record Limit(Metric metric, Bound bound, double value, Origin origin) {

    /** Which side of a metric is bounded. */
    public enum Bound {
        /** Passes when the metric is below the limit. */
        MAX,
        /** Passes when the metric is at or above the limit. */
        MIN
    }

    /** Where a limit comes from. */
    public enum Origin {
        /** One for all. */
        DEFAULT,
        /** Recommended for the type of the conversion. */
        RECOMMENDED,
        /** Set by the user. */
        CONFIGURATION,
        /** Set by the user for the type of the conversion. */
        TYPE,
        /** What the committed baseline allows. */
        BASELINE
    }

    /** Judges metrics by their unrounded values; a metric that was not measured passes no limit. */
    public LimitResult judge(Metrics metrics) {
        OptionalDouble measured = metrics.value(metric);
        Verdict verdict =
                measured.isEmpty() ? Verdict.NOT_MEASURED : keeps(measured.getAsDouble()) ? Verdict.PASS : Verdict.FAIL;
        return new LimitResult(this, measured, verdict);
    }

    private boolean keeps(double measured) {
        return switch (bound) {
            case MAX -> measured < value;
            case MIN -> measured >= value;
        };
    }
}
