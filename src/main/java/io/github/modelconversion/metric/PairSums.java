package io.github.modelconversion.metric;

import java.util.EnumMap;
import java.util.Map;

/**
 * Sums over n finite pairs, and the metrics that follow from them; each is rounded once. With e = test − reference and
 * v = reference − shift:
 *
 * @param n how many pairs
 * @param shift what was subtracted from the reference
 * @param deviations Σv
 * @param squaredDeviations Σv²
 * @param errors Σe
 * @param absoluteErrors Σ|e|
 * @param squaredErrors Σe²
 * @param products Σe·v
 * @param largest the largest |e|
 */
record PairSums(
        DoubleDouble n,
        double shift,
        DoubleDouble deviations,
        DoubleDouble squaredDeviations,
        DoubleDouble errors,
        DoubleDouble absoluteErrors,
        DoubleDouble squaredErrors,
        DoubleDouble products,
        double largest) {

    /** Below this squares have lost digits, or all of them, to the end of a double's range. */
    private static final double SMALLEST_VARIANCE = 1e-280;

    /** A variance of the test that is smaller than this part of the reference's is what rounding left. */
    private static final double LOST = 1e-14;

    /** Squares of the test that are a smaller part of the reference's are what rounding left. */
    private static final double LOST_SQUARES = 1e-18;

    DoubleDouble mean() {
        return mean(deviations).plus(DoubleDouble.of(shift));
    }

    DoubleDouble variance() {
        return mean(squaredDeviations.minus(mean(deviations.times(deviations))));
    }

    double rootMeanSquareError() {
        return Math.sqrt(mean(squaredErrors).value());
    }

    /** Returns MSE ÷ variance; NaN where the variance is 0. */
    double nmse() {
        return variance().value() > 0
                ? mean(squaredErrors).dividedBy(variance()).value()
                : Double.NaN;
    }

    double referenceNorm() {
        return Math.sqrt(referenceSquares().value());
    }

    double testNorm() {
        return Math.sqrt(testSquares().value());
    }

    /**
     * Returns the cosine of the angle between the two sides as vectors, Σr·t ÷ √(Σr²·Σt²); NaN where one of them is 0 or
     * too large for a double, or the test so short beside the reference that its length has lost its digits.
     */
    double cosineSimilarity() {
        double norms = referenceNorm() * testNorm();
        double product = referenceSquares().plus(referenceErrorProducts()).value();
        boolean lost =
                testSquares().value() <= LOST_SQUARES * referenceSquares().value();
        return norms > 0 && Double.isFinite(norms) && !lost ? Math.max(-1, Math.min(1, product / norms)) : Double.NaN;
    }

    /** Returns Σr². */
    private DoubleDouble referenceSquares() {
        DoubleDouble mean = mean();
        return variance().plus(mean.times(mean)).times(n);
    }

    /** Returns Σe·r. */
    private DoubleDouble referenceErrorProducts() {
        return products.plus(errors.times(DoubleDouble.of(shift)));
    }

    /** Returns Σt², with t = r + e. */
    private DoubleDouble testSquares() {
        DoubleDouble twice = referenceErrorProducts().times(DoubleDouble.of(2));
        return referenceSquares().plus(twice).plus(squaredErrors);
    }

    private DoubleDouble mean(DoubleDouble sum) {
        return sum.dividedBy(n);
    }

    /** Returns what the reference alone gives. */
    Metrics metricsOfReference() {
        return Metrics.of(Map.of(Metric.REFERENCE_VARIANCE, variance().value()));
    }

    /** Returns all metrics; those that divide by the variance only where there is enough of it. */
    Metrics metrics() {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        DoubleDouble mse = mean(squaredErrors);
        DoubleDouble variance = variance();
        DoubleDouble mean = mean();
        values.put(Metric.MSE, mse.value());
        values.put(Metric.REFERENCE_VARIANCE, variance.value());
        values.put(Metric.MAX_ABSOLUTE_ERROR, largest);
        values.put(Metric.MEAN_ABSOLUTE_ERROR, mean(absoluteErrors).value());
        values.put(Metric.MEAN_SHIFT, mean(errors).value());
        values.put(
                Metric.MEAN_SQUARE_NMSE,
                mse.dividedBy(variance.plus(mean.times(mean))).value());
        double nmse = mse.dividedBy(variance).value();
        boolean lost = variance.value() < SMALLEST_VARIANCE || (nmse == 0 && largest > 0);
        if (!lost) {
            values.put(Metric.NMSE, nmse);
            values.put(Metric.NMSE_DB, 10 * StrictMath.log10(nmse));
            addRelations(values, variance, mse);
        }
        return Metrics.of(values);
    }

    /** With t = r + e: cov(r, t) = var(r) + cov(r, e), and var(t) = var(r) + 2 cov(r, e) + var(e). */
    private void addRelations(Map<Metric, Double> values, DoubleDouble variance, DoubleDouble mse) {
        DoubleDouble meanShift = mean(errors);
        DoubleDouble errorVariance = mse.minus(meanShift.times(meanShift));
        DoubleDouble errorCovariance = mean(products.minus(mean(errors.times(deviations))));
        DoubleDouble covariance = variance.plus(errorCovariance);
        values.put(
                Metric.CENTERED_NMSE,
                Math.max(0, errorVariance.dividedBy(variance).value()));
        values.put(Metric.REGRESSION_SLOPE, covariance.dividedBy(variance).value());
        double testVariance =
                covariance.plus(errorCovariance).plus(errorVariance).value();
        if (testVariance >= LOST * variance.value()) {
            double correlation = covariance.value() / Math.sqrt(variance.value() * testVariance);
            values.put(Metric.CORRELATION, Math.max(-1, Math.min(1, correlation)));
        }
    }
}
