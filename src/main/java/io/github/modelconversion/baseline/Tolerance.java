package io.github.modelconversion.baseline;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Better;
import io.github.modelconversion.result.measurement.Metric;
import java.math.BigDecimal;

/**
 * How much worse than recorded is no regression: an error may grow by a share of itself or by an absolute amount, whichever
 * is more. The error of a likeness, such as a cosine similarity, is its distance from 1.
 *
 * @param maxRegression the share, finite and at least 0: 0.1 is 10 %
 * @param minRegression the amount, finite and at least 0
 */
public record Tolerance(double maxRegression, double minRegression) {

    /**
     * Returns the limit that a recorded value sets. It is rounded up by up to one unit in its sixth digit, as recorded values
     * are rounded: without any tolerance what was recorded still passes.
     */
    Limit limit(Metric metric, BigDecimal recorded) {
        BigDecimal bound = Recorded.nextAbove(allowed(Recorded.error(metric, recorded)));
        return metric.better() == Better.HIGHER
                ? new Limit(metric, Limit.Bound.MIN, finite(BigDecimal.ONE.subtract(bound)), Limit.Origin.BASELINE)
                : new Limit(metric, Limit.Bound.MAX, finite(bound), Limit.Origin.BASELINE);
    }

    /** Returns whether the recorded value would be a regression from what was measured. */
    boolean isImproved(Metric metric, BigDecimal recorded, BigDecimal measured) {
        return Recorded.error(metric, recorded).compareTo(allowed(Recorded.error(metric, measured))) > 0;
    }

    private BigDecimal allowed(BigDecimal error) {
        BigDecimal byShare = error.multiply(BigDecimal.ONE.add(BigDecimal.valueOf(maxRegression)));
        return byShare.max(error.add(BigDecimal.valueOf(minRegression)));
    }

    private static double finite(BigDecimal bound) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, bound.doubleValue()));
    }
}
