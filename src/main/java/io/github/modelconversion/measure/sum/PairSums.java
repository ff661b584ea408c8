package io.github.modelconversion.measure.sum;

import io.github.modelconversion.result.measurement.Metric;
import io.github.modelconversion.result.measurement.Metrics;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sums over n finite pairs, and the metrics derived from them, each rounded once.
 *
 * @param n number of pairs
 * @param ofReference the reference
 * @param ofTest the test
 * @param products Σ(reference − its shift)·(test − its shift)
 * @param errors the sums of the errors
 */
public record PairSums(DoubleDouble n, Side ofReference, Side ofTest, DoubleDouble products, Errors errors) {

    /** Squares below this have lost some or all digits to underflow. */
    private static final double SMALLEST_SQUARE = 1e-280;

    /**
     * One side.
     *
     * @param deviations Σv with v = value − shift
     * @param mean the mean of the values
     * @param variance their variance
     */
    record Side(DoubleDouble deviations, DoubleDouble mean, DoubleDouble variance) {

        /**
         * Returns the side with these sums.
         *
         * @param n number of values
         * @param shift the number subtracted from each value
         * @param deviations Σv
         * @param squares Σv²
         */
        static Side of(DoubleDouble n, double shift, DoubleDouble deviations, DoubleDouble squares) {
            return new Side(
                    deviations,
                    deviations.dividedBy(n).plus(DoubleDouble.of(shift)),
                    squares.minus(deviations.times(deviations).dividedBy(n)).dividedBy(n));
        }

        /** Returns the sum of the squared values. */
        double squaredValues(DoubleDouble n) {
            return variance.plus(mean.times(mean)).times(n).value();
        }
    }

    /**
     * The sums of the errors e = test − reference.
     *
     * @param sum Σe
     * @param absolute Σ|e|
     * @param squared Σe²
     * @param largest the largest |e|
     */
    public record Errors(DoubleDouble sum, DoubleDouble absolute, DoubleDouble squared, double largest) {}

    DoubleDouble mean() {
        return ofReference.mean();
    }

    public DoubleDouble variance() {
        return ofReference.variance();
    }

    private DoubleDouble covariance() {
        return mean(products.minus(mean(ofTest.deviations().times(ofReference.deviations()))));
    }

    public double rootMeanSquareError() {
        return Math.sqrt(mean(errors.squared()).value());
    }

    /** Returns MSE ÷ variance; NaN if the variance is 0 or has lost its digits. */
    public double nmse() {
        return variance().value() >= SMALLEST_SQUARE
                ? mean(errors.squared()).dividedBy(variance()).value()
                : Double.NaN;
    }

    public double referenceNorm() {
        return Math.sqrt(ofReference.squaredValues(n));
    }

    public double testNorm() {
        return Math.sqrt(ofTest.squaredValues(n));
    }

    /**
     * Returns the cosine of the angle between the two sides as vectors, Σr·t ÷ √(Σr²·Σt²); NaN if one of them is 0, or its
     * squares overflow or underflow.
     */
    public double cosineSimilarity() {
        double referenceSquares = ofReference.squaredValues(n);
        double testSquares = ofTest.squaredValues(n);
        double norms = Math.sqrt(referenceSquares) * Math.sqrt(testSquares);
        if (referenceSquares < SMALLEST_SQUARE || testSquares < SMALLEST_SQUARE || !Double.isFinite(norms)) {
            return Double.NaN;
        }
        double product = covariance().plus(mean().times(ofTest.mean())).times(n).value();
        return Math.max(-1, Math.min(1, product / norms));
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
        DoubleDouble mse = mean(errors.squared());
        DoubleDouble variance = variance();
        DoubleDouble mean = mean();
        values.put(Metric.MSE, mse.value());
        values.put(Metric.REFERENCE_VARIANCE, variance.value());
        values.put(Metric.MAX_ABSOLUTE_ERROR, errors.largest());
        values.put(Metric.MEAN_ABSOLUTE_ERROR, mean(errors.absolute()).value());
        values.put(Metric.MEAN_SHIFT, mean(errors.sum()).value());
        values.put(
                Metric.MEAN_SQUARE_NMSE,
                mse.dividedBy(variance.plus(mean.times(mean))).value());
        double nmse = mse.dividedBy(variance).value();
        boolean lost = variance.value() < SMALLEST_SQUARE || (nmse == 0 && errors.largest() > 0);
        if (!lost) {
            values.put(Metric.NMSE, nmse);
            values.put(Metric.NMSE_DB, 10 * StrictMath.log10(nmse));
            addRelations(values, variance, mse);
        }
        return Metrics.of(values);
    }

    private void addRelations(Map<Metric, Double> values, DoubleDouble variance, DoubleDouble mse) {
        DoubleDouble meanShift = mean(errors.sum());
        DoubleDouble errorVariance = mse.minus(meanShift.times(meanShift));
        DoubleDouble covariance = covariance();
        values.put(
                Metric.CENTERED_NMSE,
                Math.max(0, errorVariance.dividedBy(variance).value()));
        values.put(Metric.REGRESSION_SLOPE, covariance.dividedBy(variance).value());
        double testVariance = ofTest.variance().value();
        if (testVariance >= SMALLEST_SQUARE) {
            double correlation = covariance.value() / (Math.sqrt(variance.value()) * Math.sqrt(testVariance));
            values.put(Metric.CORRELATION, Math.max(-1, Math.min(1, correlation)));
        }
    }
}
