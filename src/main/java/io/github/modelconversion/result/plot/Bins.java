package io.github.modelconversion.result.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Bins of equal width, a power of two: the narrowest that cover all values with at most {@value #MOST} bins. Multiplying by
 * a power of two is exact, so rounding never decides a value's bin.
 */
public final class Bins {

    private static final int MOST = 48;

    /**
     * Finest bin width: 2^-20 times the largest value; people could not tell the edges of narrower bins apart.
     */
    private static final int FINEST = 20;

    private final double width;

    /** 1 ÷ width: multiplying is faster. */
    private final double scale;

    private final boolean oneValue;

    /** Share of a bin's width by which the bins are below multiples of it: 0.5 puts a bin around zero. */
    private final double offset;

    private final long first;
    private final int count;

    private Bins(double width, double offset, long first, int count, boolean oneValue) {
        this.width = width;
        this.scale = 1 / width;
        this.oneValue = oneValue;
        this.offset = offset;
        this.first = first;
        this.count = count;
    }

    /** Returns bins with edges at multiples of their width that cover finite values. */
    public static Bins over(double smallest, double largest) {
        return over(smallest, largest, 0);
    }

    /** Returns bins that cover finite values, one of them around 0. */
    public static Bins aroundZero(double smallest, double largest) {
        return over(Math.min(0, smallest), Math.max(0, largest), 0.5);
    }

    private static Bins over(double smallest, double largest, double offset) {
        int exponent = Math.getExponent(Math.max(Math.abs(smallest), Math.abs(largest))) - FINEST;
        while (true) {
            double width = Math.scalb(1.0, Math.max(Double.MIN_EXPONENT, exponent));
            long first = place(smallest, 1 / width, offset);
            long last = place(largest, 1 / width, offset);
            if (last - first < MOST) {
                return new Bins(width, offset, first, (int) (last - first) + 1, smallest == largest);
            }
            exponent++;
        }
    }

    private static long place(double value, double scale, double offset) {
        return (long) Math.floor(value * scale + offset);
    }

    /** Returns the number of bins. */
    public int count() {
        return count;
    }

    /** Returns the bin of a covered value. */
    public int place(double value) {
        return (int) (place(value, scale, offset) - first);
    }

    /** Returns whether the bins cover only a single value. */
    public boolean isOneValue() {
        return oneValue;
    }

    /** Returns the edges: one more than the number of bins. */
    public List<Double> edges() {
        List<Double> edges = new ArrayList<>(count + 1);
        for (int i = 0; i <= count; i++) {
            edges.add((first + i - offset) * width);
        }
        return edges;
    }
}
