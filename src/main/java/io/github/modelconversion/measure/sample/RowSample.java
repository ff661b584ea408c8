package io.github.modelconversion.measure.sample;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Values of both sides for the search for causes: all rows, or a selection of whole rows if there are many values. Entries
 * that are masked on both sides are NaN on both. Takes 16 bytes per entry.
 */
public final class RowSample {

    /** Most entries of all sampled rows together: 8 MB, and some milliseconds for each cause. */
    public static final int MOST_ENTRIES = 1 << 19;

    /** Approximate number of entries that suffices to show a relation that does not depend on a few entries. */
    private static final int FEW_ENTRIES = 4096;

    private final long[] positions;
    private final long rows;
    private final int width;
    private final double[] reference;
    private final double[] test;
    private double nmse = Double.NaN;

    /**
     * Creates a sample that takes ownership of the arrays.
     *
     * @param positions row numbers of the sampled rows, ascending
     * @param rows total number of rows
     * @param width how many values a row has
     * @param reference the values of these rows, one row after the other
     * @param test the test's values at the same places
     */
    public RowSample(long[] positions, long rows, int width, double[] reference, double[] test) {
        this.positions = positions;
        this.rows = rows;
        this.width = width;
        this.reference = reference;
        this.test = test;
        for (int i = 0; i < reference.length; i++) {
            if (!Double.isFinite(reference[i]) || !Double.isFinite(test[i])) {
                reference[i] = Double.NaN;
                test[i] = Double.NaN;
            }
        }
    }

    /**
     * Returns the row numbers to sample: all, or as many as fit, spread evenly from the first to the last, and at least
     * these two. None if rows are so wide that two of them take too much memory, which no vocabulary is.
     *
     * @param rows how many rows there are
     * @param width how many values a row has
     */
    public static long[] positions(long rows, long width) {
        if (width > MOST_ENTRIES) {
            return new long[0];
        }
        int count = (int) Math.min(rows, Math.max(2, MOST_ENTRIES / width));
        long[] positions = new long[count];
        Arrays.setAll(positions, i -> count == 1 ? 0 : i * (rows - 1) / (count - 1));
        return positions;
    }

    /** Returns a sample of some columns of all rows, spread evenly. */
    public RowSample thinned() {
        int step = Math.min(width, Math.max(1, size() / FEW_ENTRIES));
        int columns = (width + step - 1) / step;
        double[] references = new double[rows() * columns];
        double[] tests = new double[references.length];
        for (int i = 0; i < references.length; i++) {
            int entry = i / columns * width + i % columns * step;
            references[i] = reference[entry];
            tests[i] = test[entry];
        }
        return new RowSample(positions, rows, columns, references, tests);
    }

    /** Returns the number of entries. */
    public int size() {
        return reference.length;
    }

    public int width() {
        return width;
    }

    public int rows() {
        return positions.length;
    }

    /** Returns a phrase saying that a finding was seen in only part of the rows; empty if all rows were sampled. */
    public String scope() {
        return positions.length == rows ? "" : " (seen in " + positions.length + " of " + rows + " rows)";
    }

    public double reference(int entry) {
        return reference[entry];
    }

    public double test(int entry) {
        return test[entry];
    }

    /** Returns the entry's index over all values of the files. */
    public long index(int entry) {
        return positions[entry / width] * width + entry % width;
    }

    /** Returns the NMSE of the sample. */
    public double nmse() {
        if (Double.isNaN(nmse)) {
            nmse = nmse(this::reference, this::test);
        }
        return nmse;
    }

    /**
     * Returns the NMSE of the found against the expected values, mean of (found − expected)² ÷ variance of the expected,
     * over the entries in which neither is NaN. NaN if no entry is left or the expected values do not vary.
     */
    public double nmse(IntToDoubleFunction expected, IntToDoubleFunction found) {
        return nmse(size(), expected, found);
    }

    /** Returns the NMSE of the found against the expected values for the first {@code entries} entries. */
    public static double nmse(int entries, IntToDoubleFunction expected, IntToDoubleFunction found) {
        long count = 0;
        double origin = 0;
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int i = 0; i < entries; i++) {
            double wanted = expected.applyAsDouble(i);
            double error = found.applyAsDouble(i) - wanted;
            if (Double.isNaN(error)) {
                continue;
            }
            if (count++ == 0) {
                origin = wanted;
            }
            // Relative to the first value; otherwise nearly equal values would cancel.
            double deviation = wanted - origin;
            sum += deviation;
            squares += deviation * deviation;
            errors += error * error;
        }
        return errors / (squares - sum * sum / count);
    }
}
