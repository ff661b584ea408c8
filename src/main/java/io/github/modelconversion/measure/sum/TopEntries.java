package io.github.modelconversion.measure.sum;

import io.github.modelconversion.result.plot.RankedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The largest entries of one side of a row, at most {@value #MOST}, in descending order; of equal entries the one with the
 * lower index comes first. Offer entries in index order. Not safe for use by several threads.
 */
public final class TopEntries {

    /** Most entries kept. */
    public static final int MOST = 10;

    private final double[] values = new double[MOST];
    private final double[] others = new double[MOST];
    private final long[] indices = new long[MOST];
    private int size;
    private double threshold = Double.NEGATIVE_INFINITY;

    void clear() {
        size = 0;
        threshold = Double.NEGATIVE_INFINITY;
    }

    /** Returns the value that an entry must exceed to be kept; −∞ while there is room. */
    public double threshold() {
        return threshold;
    }

    /**
     * Inserts an entry if it exceeds the threshold.
     *
     * @param value the value of the side that is ranked
     * @param other the other side's value at the same place
     * @param index the entry's index, above those of all entries so far
     */
    public void offer(double value, double other, long index) {
        if (value > threshold) {
            insert(value, other, index);
        }
    }

    private void insert(double value, double other, long index) {
        int at = size < MOST ? size++ : MOST - 1;
        while (at > 0 && values[at - 1] < value) {
            values[at] = values[at - 1];
            others[at] = others[at - 1];
            indices[at] = indices[at - 1];
            at--;
        }
        values[at] = value;
        others[at] = other;
        indices[at] = index;
        if (size == MOST) {
            threshold = values[MOST - 1];
        }
    }

    /** Adds the entries of the next part of the row. */
    public void combine(TopEntries next) {
        for (int i = 0; i < next.size && next.values[i] > threshold(); i++) {
            insert(next.values[i], next.others[i], next.indices[i]);
        }
    }

    /** Returns the index of the largest entry; there must be one. */
    public long firstIndex() {
        return indices[0];
    }

    /** Returns the index of the entry of a rank, from 0. */
    public long index(int rank) {
        return indices[rank];
    }

    /** Returns whether an entry is among the top ranks. */
    public boolean hasAmong(int ranks, long index) {
        for (int i = 0; i < ranks; i++) {
            if (indices[i] == index) {
                return true;
            }
        }
        return false;
    }

    /** Returns (test − reference)² of the entry of a rank, from 0. */
    public DoubleDouble squaredError(int rank) {
        DoubleDouble error = DoubleDouble.difference(values[rank], others[rank]);
        return error.times(error);
    }

    /** Returns the largest value. */
    public double first() {
        return values[0];
    }

    /** Returns the other side's value at the place of the largest one. */
    public double otherAtFirst() {
        return others[0];
    }

    /**
     * Returns the reference's entries by rank, followed by those that only the test has, by rank.
     *
     * @param test the largest entries of the test
     * @param width values per row: indices are given within the row
     */
    public List<RankedEntry> join(TopEntries test, long width) {
        List<RankedEntry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(new RankedEntry(
                    indices[i] % width, values[i], others[i], OptionalInt.of(i + 1), test.rank(indices[i])));
        }
        for (int i = 0; i < test.size; i++) {
            OptionalInt rank = rank(test.indices[i]);
            if (rank.isEmpty()) {
                entries.add(new RankedEntry(
                        test.indices[i] % width, test.others[i], test.values[i], rank, OptionalInt.of(i + 1)));
            }
        }
        return entries;
    }

    private OptionalInt rank(long index) {
        for (int i = 0; i < size; i++) {
            if (indices[i] == index) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** Returns the share of this side's entries that are also among the other side's. */
    public double overlap(TopEntries other) {
        int shared = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < other.size; j++) {
                shared += indices[i] == other.indices[j] ? 1 : 0;
            }
        }
        return (double) shared / size;
    }
}
