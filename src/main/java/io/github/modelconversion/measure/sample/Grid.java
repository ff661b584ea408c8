package io.github.modelconversion.measure.sample;

import io.github.modelconversion.input.tensor.ValueReader;
import java.io.IOException;

/**
 * Values of one side, viewed as outer × length × inner. Holds, for some of the outer items, every entry along the length
 * with a run of inner values each. Non-finite values are NaN.
 */
final class Grid {

    /** Most values held: 8 MB. */
    static final int MOST_VALUES = 1 << 20;

    private static final int MOST_OUTER = 4;

    private final int length;
    private final int columns;
    private final double[] values;

    private Grid(int length, int columns, double[] values) {
        this.length = length;
        this.columns = columns;
        this.values = values;
    }

    /**
     * The part of each side that is read.
     *
     * @param outers number of outer items
     * @param columns number of inner values, from the middle on
     */
    record Size(int outers, int columns) {

        /** Returns the size for an alignment, within the limit for either side. */
        static Size of(Alignment alignment) {
            int most = MOST_VALUES / alignment.lengthOfLonger();
            int columns = (int) Math.min(alignment.inner(), most);
            int outers = (int) Math.min(Math.min(alignment.outer(), MOST_OUTER), most / columns);
            return new Size(outers, columns);
        }
    }

    static Grid read(TrialSide side, int axis, Size size) throws IOException {
        int length = Math.toIntExact(side.dimensions().get(axis));
        long outer = side.product(0, axis);
        long inner = side.product(axis + 1, side.dimensions().size());
        double[] values = new double[size.outers * length * size.columns];
        double[] run = new double[size.columns];
        long firstColumn = (inner - size.columns) / 2;
        try (ValueReader reader = side.file().reader()) {
            for (int i = 0; i < size.outers * length; i++) {
                long item = i / length * outer / size.outers;
                reader.read((item * length + i % length) * inner + firstColumn, run, run.length);
                System.arraycopy(run, 0, values, i * run.length, run.length);
            }
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isFinite(values[i]) ? values[i] : Double.NaN;
        }
        return new Grid(length, size.columns, values);
    }

    /** Returns a value. */
    double value(int outer, int at, int column) {
        return values[(outer * length + at) * columns + column];
    }
}
