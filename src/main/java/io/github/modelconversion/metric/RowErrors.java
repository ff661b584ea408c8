package io.github.modelconversion.metric;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The NMSE of each row: its mean squared error ÷ the variance of the row's reference. Immutable. */
public final class RowErrors {

    /** No rows. */
    public static final RowErrors NONE = new RowErrors();

    private final double[] nmse;

    private RowErrors(double... nmse) {
        this.nmse = nmse;
    }

    /** Returns the errors of rows, the first row's first; NaN where a row's reference does not vary. */
    public static RowErrors of(double... nmse) {
        return new RowErrors(nmse.clone());
    }

    /** Returns the number of rows. */
    public int count() {
        return nmse.length;
    }

    /** Returns the NMSE of a row; NaN where its reference does not vary. */
    public double nmse(int position) {
        return nmse[position];
    }

    /** Returns the mean over the rows from one to before another, those without an NMSE aside; NaN where there are none. */
    public double mean(int from, int to) {
        return rows(from, to).average().orElse(Double.NaN);
    }

    /** Returns the highest NMSE of the rows from one to before another; 0 where there are none. */
    public double highest(int from, int to) {
        return rows(from, to).max().orElse(0);
    }

    /** Returns the NMSE of all rows in ascending order, those without one aside. */
    public double[] sorted() {
        return rows(0, nmse.length).sorted().toArray();
    }

    private DoubleStream rows(int from, int to) {
        return Arrays.stream(nmse, from, to).filter(error -> !Double.isNaN(error));
    }
}
