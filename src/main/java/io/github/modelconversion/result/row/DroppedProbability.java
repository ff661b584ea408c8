package io.github.modelconversion.result.row;

/**
 * The largest probability mass that the softmax of a row gives to the entries at its end; feed it whole rows, block by
 * block. Entries that are −inf have none.
 *
 * <p>Not safe for use by several threads.
 */
public final class DroppedProbability {

    private final long width;
    private final long kept;
    private long next;
    private double shift;
    private double sumOfKept;
    private double sumOfCut;
    private double largest;

    /**
     * Prepares the pass.
     *
     * @param width how many values a row has
     * @param kept how many of them are not at its end
     */
    public DroppedProbability(long width, long kept) {
        this.width = width;
        this.kept = kept;
        beginRow();
    }

    private void beginRow() {
        shift = Double.NEGATIVE_INFINITY;
        sumOfKept = 0;
        sumOfCut = 0;
    }

    /**
     * Adds the next block.
     *
     * @param values the values
     * @param count how many of them count, from index 0
     */
    public void add(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            add(values[i], next % width >= kept);
            next++;
            if (next % width == 0) {
                // NaN stays: Math.max returns it.
                largest = Math.max(largest, sumOfCut / (sumOfKept + sumOfCut));
                beginRow();
            }
        }
    }

    private void add(double value, boolean cut) {
        if (value == Double.NEGATIVE_INFINITY) {
            return;
        }
        if (value > shift) {
            double factor = StrictMath.exp(shift - value);
            sumOfKept *= factor;
            sumOfCut *= factor;
            shift = value;
        }
        double mass = StrictMath.exp(value - shift);
        sumOfKept += cut ? 0 : mass;
        sumOfCut += cut ? mass : 0;
    }

    /** Returns the largest mass of a row, 0 to 1; NaN where a row has NaN, +inf, or nothing but −inf. */
    public double largest() {
        return largest;
    }
}
