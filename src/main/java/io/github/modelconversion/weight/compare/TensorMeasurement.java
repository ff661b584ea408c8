package io.github.modelconversion.weight.compare;

/**
 * What comparing the values of a tensor gave.
 *
 * @param sums the sums over all pairs of finite values
 * @param apart number of pieces of {@value PairAccumulator#PIECE} weights that have little in common with the original, or
 *     have a block that has little in common with it
 * @param off number of weights that are off by more than {@value PairAccumulator#ROUNDING} of their step
 * @param gross number of weights stored as floats that are off by more than a float of 8 bits rounds
 * @param reference the original's values that are not finite
 * @param test the GGUF file's values that are not finite
 */
public record TensorMeasurement(
        WeightSums sums, long apart, long off, long gross, NonFiniteCount reference, NonFiniteCount test) {

    /** Of nothing. */
    static final TensorMeasurement NONE =
            new TensorMeasurement(WeightSums.NONE, 0, 0, 0, NonFiniteCount.NONE, NonFiniteCount.NONE);

    /** Returns the measurement of this and a later part of the tensor. */
    TensorMeasurement combine(TensorMeasurement later) {
        return new TensorMeasurement(
                sums.combine(later.sums),
                apart + later.apart,
                off + later.off,
                gross + later.gross,
                reference.combine(later.reference),
                test.combine(later.test));
    }

    /** Returns the share of weights that are off by more than {@value PairAccumulator#ROUNDING} of their step. */
    public double offShare() {
        return sums.count() == 0 ? 0 : (double) off / sums.count();
    }
}
