package io.github.modelconversion.weight.relation;

import io.github.modelconversion.weight.WeightMatrix;
import java.io.IOException;

/** Sums over a wrong tensor and the expected weights: of all values, and by row and by column. */
public final class Differences {

    /** Most rows, and most columns, with sums of their own. */
    public static final int MOST_SUMS = 1 << 20;

    private final Axis all = new Axis(1);
    private final Range found = new Range();
    private final Range expected = new Range();
    private final Axis rows;
    private final Axis columns;

    /** Smallest and largest value. */
    public static final class Range {
        private float least = Float.POSITIVE_INFINITY;
        private float most = Float.NEGATIVE_INFINITY;

        private void add(float value) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }

        public float least() {
            return least;
        }

        public boolean isOneValue() {
            return least == most;
        }
    }

    /**
     * Sums for each row or each column.
     *
     * @param error sums of (found - expected)²
     * @param power sums of expected²
     * @param product sums of found · expected
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Axis(double[] error, double[] power, double[] product) {

        Axis(long size) {
            this(new double[sums(size)], new double[sums(size)], new double[sums(size)]);
        }

        private static int sums(long size) {
            return size <= MOST_SUMS ? (int) size : 0;
        }

        /** Returns the number of rows or columns; 0 if they are too many. */
        public int size() {
            return error.length;
        }

        private void add(int at, double found, double expected) {
            double difference = found - expected;
            error[at] += difference * difference;
            power[at] += expected * expected;
            product[at] += found * expected;
        }

        /** Returns the sums of groups of neighbours; the last group may be smaller. */
        public Axis grouped(int together) {
            if (together == 1) {
                return this;
            }
            Axis grouped = new Axis((size() + together - 1L) / together);
            for (int i = 0; i < size(); i++) {
                grouped.error[i / together] += error[i];
                grouped.power[i / together] += power[i];
                grouped.product[i / together] += product[i];
            }
            return grouped;
        }

        /** Returns whether all values found are zero. */
        public boolean isZero(int at) {
            return product[at] == 0 && error[at] == power[at];
        }

        /** Returns the factor that predicts the values best. */
        public double factor(int at) {
            return power[at] == 0 ? 1 : product[at] / power[at];
        }

        /** Returns the squared error that remains with this factor. */
        public double remains(int at, double factor) {
            double found = error[at] + 2 * product[at] - power[at];
            return Math.max(0, found - 2 * factor * product[at] + factor * factor * power[at]);
        }
    }

    private Differences(WeightMatrix matrix) {
        rows = new Axis(matrix.rows());
        columns = new Axis(matrix.columns());
    }

    public static Differences of(WeightMatrix found, WeightMatrix expected) throws IOException {
        Differences differences = new Differences(found);
        int atOnce = Agreement.rowsAtOnce(found);
        float[] values = new float[atOnce * found.columns()];
        float[] usual = new float[atOnce * found.columns()];
        for (long row = 0; row < found.rows(); row += atOnce) {
            int count = (int) Math.min(atOnce, found.rows() - row);
            found.read(row, count, values);
            expected.read(row, count, usual);
            for (int i = 0; i < count; i++) {
                differences.addRow(row + i, values, usual, i * found.columns(), found.columns());
            }
        }
        return differences;
    }

    private void addRow(long row, float[] values, float[] usuals, int from, int width) {
        for (int column = 0; column < width; column++) {
            float value = values[from + column];
            float usual = usuals[from + column];
            all.add(0, value, usual);
            found.add(value);
            expected.add(usual);
            if (rows.size() > 0) {
                rows.add((int) row, value, usual);
            }
            if (columns.size() > 0) {
                columns.add(column, value, usual);
            }
        }
    }

    /** Returns the sums of all values, in one element. */
    public Axis all() {
        return all;
    }

    /** Returns the range of the values found. */
    public Range found() {
        return found;
    }

    /** Returns the range of the expected values. */
    public Range expected() {
        return expected;
    }

    public Axis rows() {
        return rows;
    }

    public Axis columns() {
        return columns;
    }
}
