package io.github.modelconversion.measure.sum;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sums over n finite pairs, and the metrics derived from them, each rounded once. With e = test − reference, v = reference −
 * shift and u = test − testShift:
 *
 * @param n number of pairs
 * @param shift value subtracted from the reference
 * @param deviations Σv
 * @param squaredDeviations Σv²
 * @param testShift value subtracted from the test
 * @param testDeviations Σu
 * @param squaredTestDeviations Σu²
 * @param products Σu·v
 * @param errors Σe
 * @param absoluteErrors Σ|e|
 * @param squaredErrors Σe²
 * @param largest the largest |e|
 */
public record PairSums(
        DoubleDouble n,
        double shift,
        DoubleDouble deviations,
        DoubleDouble squaredDeviations,
        double testShift,
        DoubleDouble testDeviations,
        DoubleDouble squaredTestDeviations,
        DoubleDouble products,
        DoubleDouble errors,
        DoubleDouble absoluteErrors,
        DoubleDouble squaredErrors,
        double largest) {

    /** Squares below this have lost some or all digits to underflow. */
    private static final double SMALLEST_SQUARE = 1e-280;

    DoubleDouble mean() {
        return mean(deviations).plus(DoubleDouble.of(shift));
    }

    public DoubleDouble variance() {
        return mean(squaredDeviations.minus(mean(deviations.times(deviations))));
    }

    private DoubleDouble testMean() {
        return mean(testDeviations).plus(DoubleDouble.of(testShift));
    }

    private DoubleDouble testVariance() {
        return mean(squaredTestDeviations.minus(mean(testDeviations.times(testDeviations))));
    }

    private DoubleDouble covariance() {
        return mean(products.minus(mean(testDeviations.times(deviations))));
    }

    public double rootMeanSquareError() {
        return Math.sqrt(mean(squaredErrors).value());
    }

    /** Returns MSE ÷ variance; NaN if the variance is 0 or has lost its digits. */
    public double nmse() {
        return variance().value() >= SMALLEST_SQUARE
                ? mean(squaredErrors).dividedBy(variance()).value()
                : Double.NaN;
    }

    public double referenceNorm() {
        return Math.sqrt(referenceSquares().value());
    }

    public double testNorm() {
        return Math.sqrt(testSquares().value());
    }

    /**
     * Returns the cosine of the angle between the two sides as vectors, Σr·t ÷ √(Σr²·Σt²); NaN if one of them is 0, or its
     * squares overflow or underflow.
     */
    public double cosineSimilarity() {
        double ofReference = referenceSquares().value();
        double ofTest = testSquares().value();
        double norms = Math.sqrt(ofReference) * Math.sqrt(ofTest);
        if (ofReference < SMALLEST_SQUARE || ofTest < SMALLEST_SQUARE || !Double.isFinite(norms)) {
            return Double.NaN;
        }
        double product = covariance().plus(mean().times(testMean())).times(n).value();
        return Math.max(-1, Math.min(1, product / norms));
    }

    /** Returns Σr². */
    private DoubleDouble referenceSquares() {
        DoubleDouble mean = mean();
        return variance().plus(mean.times(mean)).times(n);
    }

    /** Returns Σt². */
    private DoubleDouble testSquares() {
        DoubleDouble mean = testMean();
        return testVariance().plus(mean.times(mean)).times(n);
    }

    private DoubleDouble mean(DoubleDouble sum) {
        return sum.dividedBy(n);
    }

    /** Returns the metrics that depend only on the reference. */
    Metrics metricsOfReference() {
        return Metrics.of(Map.of(Metric.REFERENCE_VARIANCE, variance().value()));
    }

    /** Returns all metrics; those that divide by the variance only if it is large enough. */
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
        boolean lost = variance.value() < SMALLEST_SQUARE || (nmse == 0 && largest > 0);
        if (!lost) {
            values.put(Metric.NMSE, nmse);
            values.put(Metric.NMSE_DB, 10 * StrictMath.log10(nmse));
            addRelations(values, variance, mse);
        }
        return Metrics.of(values);
    }

    private void addRelations(Map<Metric, Double> values, DoubleDouble variance, DoubleDouble mse) {
        DoubleDouble meanShift = mean(errors);
        DoubleDouble errorVariance = mse.minus(meanShift.times(meanShift));
        DoubleDouble covariance = covariance();
        values.put(
                Metric.CENTERED_NMSE,
                Math.max(0, errorVariance.dividedBy(variance).value()));
        values.put(Metric.REGRESSION_SLOPE, covariance.dividedBy(variance).value());
        double testVariance = testVariance().value();
        if (testVariance >= SMALLEST_SQUARE) {
            double correlation = covariance.value() / (Math.sqrt(variance.value()) * Math.sqrt(testVariance));
            values.put(Metric.CORRELATION, Math.max(-1, Math.min(1, correlation)));
        }
    }
}
