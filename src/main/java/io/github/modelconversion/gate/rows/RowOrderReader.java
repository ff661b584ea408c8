package io.github.modelconversion.gate.rows;

import io.github.modelconversion.input.tensor.LogitsFile;
import io.github.modelconversion.input.tensor.ValueReader;
import io.github.modelconversion.judge.evidence.RowOrder;
import io.github.modelconversion.judge.evidence.RowOrder.Nearer;
import io.github.modelconversion.result.measurement.Measurement;
import io.github.modelconversion.result.output.OutputKind;
import io.github.modelconversion.result.row.RowErrors;
import io.github.modelconversion.result.row.RowFigure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds test rows that are closer to another reference row than to their own. First compares the worst rows, plus others
 * spread evenly, with all reference rows in some of the columns; then confirms each hit in all columns.
 *
 * <p>A row that matches another one leaves at most a tenth of the squared distance from its own. Noise cannot do that: rows
 * have many dimensions, so noise does not point at another row. If most rows of embeddings are merely closer to another row,
 * they lack what tells the reference's rows apart, however high their cosine similarity.
 */
final class RowOrderReader {

    /** Fewest columns: in fewer dimensions noise may point at another row. */
    private static final int FEWEST_COLUMNS = 32;

    private static final int MOST_COLUMNS = 256;

    private static final int FEWEST_ROWS = 16;

    /** Approximate number of multiplications allowed: a tenth of a second. */
    private static final long PRODUCTS = 1L << 26;

    /** Largest reference, in values, that is compared completely; of a larger one only rows spread evenly are compared. */
    private static final long MOST_VALUES = 1L << 25;

    /** Relative distance below which a row matches its own, whatever else it resembles. */
    private static final double LEAST_DISTANCE = 1e-3;

    /** A row is closer to another one if that leaves at most this share of the squared distance from its own. */
    private static final double NEARER = 0.9;

    private final LogitsFile reference;
    private final LogitsFile test;
    private final int width;
    private final int columns;
    private final long rows;
    private final boolean embeddings;

    private RowOrderReader(LogitsFile reference, LogitsFile test, int width, OutputKind kind) {
        this.reference = reference;
        this.test = test;
        this.width = width;
        this.columns = Math.min(width, MOST_COLUMNS);
        this.rows = reference.source().shape().count() / width;
        this.embeddings = kind == OutputKind.EMBEDDINGS;
    }

    /** Returns the rows found; none if all rows match their own or have too few values. */
    static RowOrder read(ComparableRows overlap, OutputKind kind, Measurement measurement) throws IOException {
        RowErrors errors = measurement.rows().errors();
        boolean needed = errors.count() > 1 && errors.highest(0, errors.count()) >= LEAST_DISTANCE;
        if (!needed || overlap.width() < FEWEST_COLUMNS || overlap.width() > MOST_VALUES) {
            return RowOrder.UNKNOWN;
        }
        return new RowOrderReader(overlap.reference(), overlap.test(), (int) overlap.width(), kind)
                .compare(measurement.rows().worst());
    }

    private RowOrder compare(List<RowFigure> worst) throws IOException {
        try (ValueReader references = reference.reader();
                ValueReader tests = test.reader()) {
            List<Asked> asked = new ArrayList<>();
            for (long row : asked(worst)) {
                asked.add(new Asked(row, direction(tests, row, columns)));
            }
            long step = (rows * width - 1) / MOST_VALUES + 1;
            for (long row = 0; row < rows; row += step) {
                double[] direction = direction(references, row, columns);
                for (Asked one : asked) {
                    one.compare(row, direction);
                }
            }
            List<Nearer> nearer = new ArrayList<>();
            for (Asked one : asked) {
                if (one.nearest >= 0 && one.nearest != one.row) {
                    Nearer candidate = inAllColumns(references, tests, one);
                    if (isNearer(candidate)) {
                        nearer.add(candidate);
                    }
                }
            }
            boolean most = embeddings && nearer.size() > asked.size() / 2;
            return new RowOrder(
                    asked.size(),
                    most
                            ? nearer
                            : nearer.stream().filter(row -> agrees(row, asked)).toList());
        }
    }

    /** Returns the worst rows and as many others as the time allows, in ascending order. */
    private Collection<Long> asked(List<RowFigure> worst) {
        TreeSet<Long> asked = new TreeSet<>();
        worst.forEach(figure -> asked.add(figure.position()));
        long count = Math.min(rows, Math.max(FEWEST_ROWS, PRODUCTS / columns / rows));
        for (long i = 0; i < count; i++) {
            asked.add(i * (rows - 1) / (count - 1));
        }
        return asked;
    }

    /**
     * Returns whether a row matches another one. If only the row's own reference row is damaged, it is equally far from all
     * others and does not match.
     */
    private static boolean agrees(Nearer row, List<Asked> asked) {
        return row.agrees()
                && asked.stream().filter(one -> one.row == row.row()).allMatch(Asked::isFarFromOthers);
    }

    private boolean isNearer(Nearer row) {
        return row.distance() >= LEAST_DISTANCE && row.distanceFromOther() <= NEARER * row.distance();
    }

    private Nearer inAllColumns(ValueReader references, ValueReader tests, Asked one) throws IOException {
        double[] own = direction(references, one.row, width);
        double[] direction = direction(tests, one.row, width);
        double[] other = direction(references, one.nearest, width);
        return new Nearer(one.row, distance(own, direction), one.nearest, distance(other, direction));
    }

    private double distance(double[] reference, double[] direction) {
        return squaredDistance(reference, direction) / (embeddings ? 1 : squaredDistance(reference, new double[width]));
    }

    /** Returns some columns of a row: scaled to unit length for embeddings, else shifted to mean 0. Masked entries are 0. */
    private double[] direction(ValueReader reader, long row, int count) throws IOException {
        double[] values = new double[width];
        reader.read(row * width, values, width);
        double[] some = new double[count];
        double sum = 0;
        double squares = 0;
        int finite = 0;
        for (int i = 0; i < count; i++) {
            some[i] = values[(int) ((long) i * width / count)];
            if (Double.isFinite(some[i])) {
                sum += some[i];
                squares += some[i] * some[i];
                finite++;
            }
        }
        double mean = embeddings ? 0 : sum / finite;
        double length = embeddings ? Math.sqrt(squares) : 1;
        for (int i = 0; i < count; i++) {
            some[i] = Double.isFinite(some[i]) && length > 0 ? (some[i] - mean) / length : 0;
        }
        return some;
    }

    private static double squaredDistance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }

    /** A test row and the closest reference row seen so far. */
    private static final class Asked {

        private final long row;
        private final double[] direction;
        private long nearest = -1;
        private double distance = Double.POSITIVE_INFINITY;
        private double logarithms;
        private int others;

        Asked(long row, double[] direction) {
            this.row = row;
            this.direction = direction;
        }

        void compare(long other, double[] its) {
            double squared = squaredDistance(direction, its);
            if (other != row) {
                logarithms += Math.log(Math.max(Double.MIN_NORMAL, squared));
                others++;
            }
            if (squared < distance) {
                distance = squared;
                nearest = other;
            }
        }

        /**
         * Returns whether the geometric mean of the distances to all rows but the nearest is much larger than the smallest
         * distance.
         */
        boolean isFarFromOthers() {
            double rest = (logarithms - Math.log(Math.max(Double.MIN_NORMAL, distance))) / (others - 1);
            return others == 1 || distance <= Nearer.LEFT * Math.exp(rest);
        }
    }
}
