package io.github.modelconversion.weight.relation;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * How well a matrix is predicted.
 *
 * @param nmse NMSE over all rows
 * @param changed NMSE over the rows in which the prediction is not what was expected
 * @param unexplained NMSE of the expected weights over the same rows
 * @param isVaried whether these rows of the prediction have enough distinct values to be recognised
 */
public record Agreement(double nmse, double changed, double unexplained, boolean isVaried) {

    /** Fewest distinct values: a constant row resembles any other. */
    private static final int FEWEST_DISTINCT = 16;

    /** Number of values read at once. */
    public static final int BLOCK = 1 << 16;

    /** Number of rows in a sample. */
    private static final int SAMPLE_ROWS = 64;

    /** Number of values in a sample of shorter rows. */
    private static final int SAMPLE_VALUES = 1 << 12;

    /** Sums of squares. */
    private static final class Sums {
        private double error;
        private double power;

        void add(float found, float predicted) {
            double difference = (double) found - predicted;
            error += difference * difference;
            power += (double) predicted * predicted;
        }

        void add(float[] found, float[] predicted, int from, int to) {
            for (int i = from; i < to; i++) {
                add(found[i], predicted[i]);
            }
        }

        double nmse() {
            return error == 0 ? 0 : error / power;
        }
    }

    /** Compares all rows. */
    public static Agreement of(WeightMatrix converted, WeightMatrix predicted, WeightMatrix expected)
            throws IOException {
        int columns = converted.columns();
        int atOnce = rowsAtOnce(converted);
        float[] found = new float[atOnce * columns];
        float[] values = new float[atOnce * columns];
        float[] usual = new float[atOnce * columns];
        Sums all = new Sums();
        Sums changed = new Sums();
        Sums unexplained = new Sums();
        Set<Float> distinct = new HashSet<>();
        for (long row = 0; row < converted.rows(); row += atOnce) {
            int rows = (int) Math.min(atOnce, converted.rows() - row);
            converted.read(row, rows, found);
            predicted.read(row, rows, values);
            expected.read(row, rows, usual);
            all.add(found, values, 0, rows * columns);
            for (int at = 0; at < rows * columns; at += columns) {
                if (!Arrays.equals(values, at, at + columns, usual, at, at + columns)) {
                    changed.add(found, values, at, at + columns);
                    unexplained.add(found, usual, at, at + columns);
                    for (int i = at; i < at + columns && distinct.size() < FEWEST_DISTINCT; i++) {
                        distinct.add(values[i]);
                    }
                }
            }
        }
        return new Agreement(all.nmse(), changed.nmse(), unexplained.nmse(), distinct.size() >= FEWEST_DISTINCT);
    }

    /** Returns the NMSE over evenly spaced rows. */
    public static double sampled(WeightMatrix converted, WeightMatrix predicted) throws IOException {
        int count = sampleRows(converted);
        long[] rows = new long[count];
        Arrays.setAll(rows, i -> sampleRow(i, count, converted.rows()));
        return sampled(converted, predicted, rows);
    }

    /** Returns the NMSE over the first rows, for a prediction that is read in order. */
    public static double atTheStart(WeightMatrix converted, WeightMatrix predicted) throws IOException {
        long[] rows = new long[sampleRows(converted)];
        Arrays.setAll(rows, i -> i);
        return sampled(converted, predicted, rows);
    }

    private static double sampled(WeightMatrix converted, WeightMatrix predicted, long... rows) throws IOException {
        float[] found = new float[converted.columns()];
        float[] values = new float[converted.columns()];
        Sums sums = new Sums();
        for (long row : rows) {
            converted.read(row, 1, found);
            predicted.read(row, 1, values);
            sums.add(found, values, 0, found.length);
        }
        return sums.nmse();
    }

    /** Returns the number of rows to read at once. */
    public static int rowsAtOnce(WeightMatrix matrix) {
        return (int) Math.max(1, Math.min(BLOCK / matrix.columns(), matrix.rows()));
    }

    /** Returns the {@code i}-th of evenly spaced rows, each in the middle of its share of the rows. */
    public static long sampleRow(int i, int count, long rows) {
        return (2L * i + 1) * rows / (2L * count);
    }

    private static int sampleRows(WeightMatrix matrix) {
        return (int) Math.min(matrix.rows(), Math.max(SAMPLE_ROWS, SAMPLE_VALUES / matrix.columns()));
    }
}
