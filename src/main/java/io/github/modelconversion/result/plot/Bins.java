package io.github.modelconversion.result.plot;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Bins of one width, a power of two: of those that cover all values with at most {@value #MOST} bins, the narrowest.
 * Multiplying by a power of two is exact, so no rounding decides to which bin a value belongs.
 */
public final class Bins {

    private static final int MOST = 48;

    /** A bin is at least a 2^20th of the largest value wide: narrower ones have no edges that people can tell apart. */
    private static final int FINEST = 20;

    private final double width;

    /** 1 ÷ width: multiplying is faster. */
    private final double scale;

    private final boolean oneValue;

    /** By what part of a bin's width the bins lie below multiples of it: 0.5 has a bin around zero. */
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

    /** Returns bins between multiples of their width that cover finite values. */
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

    /** Returns the bin of a value that the bins cover. */
    public int place(double value) {
        return (int) (place(value, scale, offset) - first);
    }

    /** Returns whether the bins cover one value and no other. */
    public boolean isOneValue() {
        return oneValue;
    }

    /** Returns the edges, one more than there are bins. */
    public List<Double> edges() {
        return IntStream.rangeClosed(0, count)
                .mapToObj(i -> (first + i - offset) * width)
                .toList();
    }
}
