package io.github.modelconversion.measure.values;

import io.github.modelconversion.result.plot.Bins;
import io.github.modelconversion.result.plot.Histogram;
import io.github.modelconversion.result.plot.PositionRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/** The plot data of rows: runs of rows and a histogram of their divergences. */
public final class RowSeries {

    /** Most points that a plot can show. */
    private static final int MOST_RUNS = 256;

    /** Number of octaves of divergences distinguished. */
    private static final int OCTAVES = 40;

    private RowSeries() {}

    /**
     * Returns runs of consecutive rows; none for a single row.
     *
     * @param divergences the KL divergence of each row; empty for embeddings
     * @param errors the NMSE of each row, NaN for a row without one; empty if no row has one
     * @param flips the rows with another top-1 token, in ascending order; empty if they are not known
     */
    public static List<PositionRun> runs(double[] divergences, double[] errors, Optional<double[]> flips) {
        int rows = Math.max(divergences.length, errors.length);
        if (rows < 2) {
            return List.of();
        }
        int length = (rows - 1) / MOST_RUNS + 1;
        List<PositionRun> runs = new ArrayList<>();
        for (int from = 0; from < rows; from += length) {
            int to = Math.min(rows, from + length);
            runs.add(new PositionRun(
                    from,
                    to,
                    finite(part(divergences, from, to).average()),
                    finite(part(divergences, from, to).max()),
                    finite(part(errors, from, to).average()),
                    finite(part(errors, from, to).max()),
                    flips.isPresent()
                            ? OptionalLong.of(below(flips.get(), to) - below(flips.get(), from))
                            : OptionalLong.empty()));
        }
        return runs;
    }

    /** Returns the number of ascending row numbers below one. */
    private static long below(double[] rows, int row) {
        int place = Arrays.binarySearch(rows, row);
        return place < 0 ? -place - 1 : place;
    }

    private static DoubleStream part(double[] figures, int from, int to) {
        return figures.length == 0
                ? DoubleStream.empty()
                : Arrays.stream(figures, from, to).filter(figure -> !Double.isNaN(figure));
    }

    private static OptionalDouble finite(OptionalDouble value) {
        return Double.isFinite(value.orElse(Double.NaN)) ? value : OptionalDouble.empty();
    }

    /** Returns the number of divergences in each bin between powers of two; the first bin holds all lower ones. */
    public static Optional<Histogram> divergences(double[] figures) {
        if (figures.length < 2) {
            return Optional.empty();
        }
        double[] finite = Arrays.stream(figures)
                .filter(figure -> figure < PairBins.TOO_LARGE)
                .toArray();
        double largest = Arrays.stream(finite).max().orElse(0);
        if (finite.length < 2 || largest <= 0) {
            return Optional.empty();
        }
        double smallest = Arrays.stream(finite).min().orElse(0);
        int highest = Math.getExponent(largest);
        int lowest = Math.max(
                Math.max(Double.MIN_EXPONENT, highest - OCTAVES + 1),
                smallest > 0 ? Math.getExponent(smallest) : Integer.MIN_VALUE);
        // One extra bin for divergences below the lowest edge.
        long[] counts = new long[highest - lowest + 2];
        for (double figure : finite) {
            counts[figure <= 0 ? 0 : Math.max(0, Math.getExponent(figure) - lowest + 1)]++;
        }
        List<Double> edges = new ArrayList<>();
        edges.add(Math.min(0, smallest));
        for (int i = lowest; i <= highest + 1; i++) {
            edges.add(Math.scalb(1.0, i));
        }
        boolean none = counts[0] == 0;
        return Optional.of(new Histogram(
                edges.subList(none ? 1 : 0, edges.size()),
                Arrays.stream(counts).skip(none ? 1 : 0).boxed().toList()));
    }

    /** Returns the number of changes of a probability in each bin, one of which is around 0; empty if all are 0. */
    public static Optional<Histogram> changes(double[] changes) {
        double least = Arrays.stream(changes).min().orElse(0);
        double most = Arrays.stream(changes).max().orElse(0);
        if (changes.length < 2 || (least == 0 && most == 0)) {
            return Optional.empty();
        }
        Bins bins = Bins.aroundZero(least, most);
        long[] counts = new long[bins.count()];
        for (double change : changes) {
            counts[bins.place(change)]++;
        }
        return Optional.of(
                new Histogram(bins.edges(), Arrays.stream(counts).boxed().toList()));
    }
}
