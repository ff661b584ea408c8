package io.github.modelconversion.measure.runs;

import io.github.modelconversion.measure.sum.DoubleDouble;
import io.github.modelconversion.measure.sum.ExactSum;
import io.github.modelconversion.result.measurement.Estimate;

/** Estimates the mean of figures and its standard error; the sums are exact. Not safe for use by several threads. */
public final class MeanEstimator {

    /** Most figures that are too few to estimate the spread: llama-perplexity's bound. */
    private static final int TOO_FEW = 10;

    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private long count;

    /** Restores an estimator from its sums. */
    static MeanEstimator of(long count, KldTotals.Sums sums) {
        MeanEstimator sample = new MeanEstimator();
        sample.count = count;
        sample.sum.add(sums.figures());
        sample.squares.add(sums.squares());
        return sample;
    }

    public void add(double figure) {
        count++;
        sum.add(figure);
        squares.add(DoubleDouble.of(figure).times(DoubleDouble.of(figure)));
    }

    public void combine(MeanEstimator other) {
        count += other.count;
        sum.combine(other.sum);
        squares.combine(other.squares);
    }

    /** Returns the sum and the sum of squares, each as {@link ExactSum#digits}. */
    public KldTotals.Sums sums() {
        return new KldTotals.Sums(sum.digits(), squares.digits());
    }

    public double mean() {
        return exactMean().value();
    }

    private DoubleDouble exactMean() {
        return sum.value().dividedBy(DoubleDouble.of((double) count));
    }

    /** Returns the square of the standard error of the mean, (E[x²] − E[x]²) ÷ (n − 1); NaN for too few figures. */
    double squaredUncertainty() {
        if (count <= TOO_FEW) {
            return Double.NaN;
        }
        DoubleDouble mean = exactMean();
        DoubleDouble variance =
                squares.value().dividedBy(DoubleDouble.of((double) count)).minus(mean.times(mean));
        return Math.max(0, variance.value()) / (count - 1);
    }

    public double uncertainty() {
        return Math.sqrt(squaredUncertainty());
    }

    Estimate estimate() {
        return Estimate.of(mean(), uncertainty());
    }
}
