package io.github.modelconversion.result.row;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The NMSE of each row: its mean squared error ÷ the variance of the row's reference. Immutable. */
public final class RowErrors {

    /** No rows. */
    public static final RowErrors NONE = of();

    private final double[] nmse;
    private final double[] variances;
    private final double[] leftOut;
    private final long nan;

    private RowErrors(double[] nmse, double[] variances, double[] leftOut, long nan) {
        this.nmse = nmse;
        this.variances = variances;
        this.leftOut = leftOut;
        this.nan = nan;
    }

    /** Returns the errors of rows of equal variance in row order; NaN for a row whose reference does not vary. */
    public static RowErrors of(double... nmse) {
        double[] equal = new double[nmse.length];
        Arrays.fill(equal, 1);
        return of(nmse, equal);
    }

    /**
     * Returns the errors of rows in row order.
     *
     * @param nmse the NMSE of each row; NaN if its reference does not vary
     * @param variances the variance of each row's reference
     */
    public static RowErrors of(double[] nmse, double[] variances) {
        return new RowErrors(nmse.clone(), variances.clone(), new double[0], 0);
    }

    /**
     * Returns these errors with some rows marked as excluded from every figure.
     *
     * @param ofNan number of these rows that are NaN on both sides
     * @param positions the rows, in ascending order
     */
    public RowErrors without(long ofNan, double... positions) {
        return new RowErrors(nmse, variances, positions, ofNan);
    }

    /** Returns the number of rows excluded because neither side has anything to compare. */
    public int leftOut() {
        return leftOut.length;
    }

    /** Returns the number of excluded rows that are NaN on both sides. */
    public long nan() {
        return nan;
    }

    /** Returns the first excluded row. */
    public long firstLeftOut() {
        return (long) leftOut[0];
    }

    /** Returns whether a row was excluded. */
    public boolean isLeftOut(int position) {
        return Arrays.binarySearch(leftOut, position) >= 0;
    }

    /** Returns the number of rows. */
    public int count() {
        return nmse.length;
    }

    /** Returns the NMSE of a row; NaN if its reference does not vary or it was excluded. */
    public double nmse(int position) {
        return nmse[position];
    }

    /**
     * Returns the mean squared error of each row divided by the larger of its reference's variance and the median variance
     * of all rows, so that a small error in a row that hardly varies does not look large. NaN for a row without an NMSE.
     */
    public double[] leveled() {
        double[] sorted = IntStream.range(0, nmse.length)
                .filter(i -> !isLeftOut(i))
                .mapToDouble(i -> variances[i])
                .sorted()
                .toArray();
        double[] errors = nmse.clone();
        for (int i = 0; i < errors.length; i++) {
            errors[i] *= Double.isNaN(nmse[i]) ? 1 : Math.min(1, variances[i] / sorted[sorted.length / 2]);
        }
        return errors;
    }

    /** Returns the mean NMSE over the rows in {@code [from, to)} that have one; NaN if there are none. */
    public double mean(int from, int to) {
        return rows(from, to).average().orElse(Double.NaN);
    }

    /** Returns the highest NMSE of the rows in {@code [from, to)}; 0 if there are none. */
    public double highest(int from, int to) {
        return rows(from, to).max().orElse(0);
    }

    /** Returns the NMSE of all rows that have one, in ascending order. */
    public double[] sorted() {
        double[] sorted = nmse.clone();
        Arrays.sort(sorted); // NaN comes last
        int count = sorted.length;
        while (count > 0 && Double.isNaN(sorted[count - 1])) {
            count--;
        }
        return Arrays.copyOf(sorted, count);
    }

    private DoubleStream rows(int from, int to) {
        return Arrays.stream(nmse, from, to).filter(error -> !Double.isNaN(error));
    }
}
