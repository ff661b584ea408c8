package io.github.modelconversion.baseline;

import io.github.modelconversion.result.Limit;
import io.github.modelconversion.result.measurement.Metric;
import java.math.BigDecimal;

/**
 * How much worse than recorded a metric may become: an error may grow by a share of itself or by an absolute amount,
 * whichever is larger. The error of a similarity, such as a cosine similarity, is its distance from 1.
 *
 * @param maxRegression the share, finite and at least 0: 0.1 is 10 %
 * @param minRegression the amount, finite and at least 0
 */
public record Tolerance(double maxRegression, double minRegression) {

    /**
     * Returns the limit for a recorded value. Like recorded values it is rounded to six digits, up by at most one unit in
     * the sixth, so the recorded result still passes without any tolerance.
     */
    Limit limit(Metric metric, BigDecimal recorded) {
        BigDecimal bound = Recorded.nextAbove(allowed(Recorded.error(metric, recorded)));
        Limit.Bound side = Limit.Bound.of(metric);
        BigDecimal value = side == Limit.Bound.MIN ? BigDecimal.ONE.subtract(bound) : bound;
        return new Limit(metric, side, finite(value), Limit.Origin.BASELINE);
    }

    /** Returns whether going from the measured value back to the recorded one would be a regression. */
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
