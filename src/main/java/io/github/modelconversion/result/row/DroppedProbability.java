package io.github.modelconversion.result.row;

/**
 * The largest probability mass that the softmax of any row assigns to the entries at its end; feed it whole rows, block by
 * block. Entries that are −inf have no mass.
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
     * @param width values per row
     * @param kept number of values before the end entries
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
     * @param count number of valid values, from index 0
     */
    public void add(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            add(values[i], next % width >= kept);
            next++;
            if (next % width == 0) {
                // Math.max propagates NaN.
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

    /** Returns the largest mass of a row, 0 to 1; NaN if a row has NaN or +inf, or only −inf. */
    public double largest() {
        return largest;
    }
}
