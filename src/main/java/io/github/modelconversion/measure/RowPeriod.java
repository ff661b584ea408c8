package io.github.modelconversion.measure;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Detects whether a row of logits is several rows in sequence. The rows of one model resemble each other, so values exactly
 * one row apart correlate more than values slightly more or less than one row apart.
 *
 * <p>For the real outputs in {@code testdata} the correlation one row apart is 0.83 to 0.87, and 1 less the correlation is
 * at most 0.7 times that of neighbouring distances; within single rows it is never less than 0.97 times that.
 */
public final class RowPeriod {

    /** Most values read from the beginning: two rows of any vocabulary. */
    private static final int MOST_VALUES = 1 << 20;

    private static final int SHORTEST = 32;

    private static final int PAIRS = 4096;

    /** Pairs whose correlation is computed first: three standard deviations of it are less than {@link #LIKELY}. */
    private static final int FEW_PAIRS = 512;

    /** Smallest correlation of a few pairs that makes it worth computing that of all. */
    private static final double LIKELY = 0.15;

    private static final int[] NEAR = {-5, -3, -2, -1, 1, 2, 3, 5};

    private static final double LEAST_CORRELATION = 0.3;

    /** Largest ratio of 1 − correlation one row apart to 1 − correlation at neighbouring distances. */
    private static final double LEFT = 0.8;

    /**
     * Fewest standard deviations of a correlation (each 1 ÷ √pairs) by which it must exceed that of neighbouring distances.
     */
    private static final double SIGNIFICANT = 5;

    private final double[] values;

    private RowPeriod(double[] values) {
        this.values = values;
    }

    /** Returns the number of values per row if a file of one row holds several rows; empty if that cannot be shown. */
    public static OptionalLong of(LogitsFile file) throws IOException {
        long count = file.source().shape().count();
        double[] values = new double[(int) Math.min(MOST_VALUES, count)];
        try (ValueReader reader = file.reader()) {
            reader.read(0, values, values.length);
        }
        RowPeriod period = new RowPeriod(values);
        for (long width : divisors(count)) {
            if (width >= SHORTEST && width <= values.length / 2 && period.isAt((int) width)) {
                return OptionalLong.of(width);
            }
        }
        return OptionalLong.empty();
    }

    private static SortedSet<Long> divisors(long count) {
        SortedSet<Long> divisors = new TreeSet<>();
        for (long one = 1; one <= MOST_VALUES / 2 && one * one <= count; one++) {
            if (count % one == 0) {
                divisors.add(one);
                divisors.add(count / one);
            }
        }
        return divisors;
    }

    private boolean isAt(int width) {
        if (!(correlation(width, FEW_PAIRS) >= LIKELY)) {
            return false;
        }
        double correlation = correlation(width, PAIRS);
        double near = 0;
        for (int distance : NEAR) {
            near = Math.max(near, correlation(width + distance, PAIRS));
        }
        int pairs = Math.min(PAIRS, values.length - width);
        return correlation >= LEAST_CORRELATION
                && 1 - correlation <= LEFT * (1 - near)
                && (correlation - near) * Math.sqrt(pairs) >= SIGNIFICANT;
    }

    /** Returns the correlation of values at a distance, over pairs spread evenly; NaN if the values do not vary. */
    private double correlation(int distance, int most) {
        int last = values.length - distance;
        int step = Math.max(1, last / most);
        int count = 0;
        double sum = 0;
        double otherSum = 0;
        double squares = 0;
        double otherSquares = 0;
        double products = 0;
        for (int i = 0; i < last; i += step) {
            double one = values[i] - values[0];
            double other = values[i + distance] - values[0];
            if (Double.isFinite(one) && Double.isFinite(other)) {
                count++;
                sum += one;
                otherSum += other;
                squares += one * one;
                otherSquares += other * other;
                products += one * other;
            }
        }
        double variance = squares - sum * sum / count;
        double otherVariance = otherSquares - otherSum * otherSum / count;
        return (products - sum * otherSum / count) / Math.sqrt(variance * otherVariance);
    }
}
