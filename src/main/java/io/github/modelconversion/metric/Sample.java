package io.github.modelconversion.metric;

/** Figures of which the mean and its standard error are wanted; the sums are double-double. Not safe for several threads. */
final class Sample {

    /** Up to so many figures tell nothing of their spread: llama-perplexity's bound. */
    private static final int TOO_FEW = 10;

    private long count;
    private final DoubleDoubleSum sum = new DoubleDoubleSum();
    private final DoubleDoubleSum squares = new DoubleDoubleSum();

    void add(double figure) {
        count++;
        sum.add(figure);
        squares.add(DoubleDouble.of(figure).times(DoubleDouble.of(figure)));
    }

    /** Adds the figures that follow. */
    void merge(Sample following) {
        count += following.count;
        sum.add(following.sum);
        squares.add(following.squares);
    }

    double mean() {
        return exactMean().value();
    }

    private DoubleDouble exactMean() {
        return sum.value().dividedBy(DoubleDouble.of((double) count));
    }

    /** Returns the square of the standard error of the mean, (E[x²] − E[x]²) ÷ (n − 1); NaN where there are too few. */
    double squaredUncertainty() {
        if (count <= TOO_FEW) {
            return Double.NaN;
        }
        DoubleDouble mean = exactMean();
        DoubleDouble variance =
                squares.value().dividedBy(DoubleDouble.of((double) count)).minus(mean.times(mean));
        return Math.max(0, variance.value()) / (count - 1);
    }

    double uncertainty() {
        return Math.sqrt(squaredUncertainty());
    }

    Estimate estimate() {
        return Estimate.of(mean(), uncertainty());
    }
}
