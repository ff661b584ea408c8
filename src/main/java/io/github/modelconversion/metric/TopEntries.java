package io.github.modelconversion.metric;

/**
 * The largest entries of one side of a row, at most {@value #MOST}, the largest first; of equal ones the one with the lower
 * index comes first. Offer entries in the order of their indices. Not safe for use by several threads.
 */
final class TopEntries {

    /** How many are kept. */
    static final int MOST = 10;

    private final double[] values = new double[MOST];
    private final double[] others = new double[MOST];
    private final long[] indices = new long[MOST];
    private int size;
    private double threshold = Double.NEGATIVE_INFINITY;

    void clear() {
        size = 0;
        threshold = Double.NEGATIVE_INFINITY;
    }

    /** Returns what a value must exceed to get in; −∞ while there is room. */
    double threshold() {
        return threshold;
    }

    /**
     * Takes an entry in that exceeds the threshold.
     *
     * @param value the value of the side that is ranked
     * @param other the other side's value at the same place
     * @param index the entry's index, above those of all entries so far
     */
    void insert(double value, double other, long index) {
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

    /** Adds the entries of the part of the row that follows. */
    void merge(TopEntries next) {
        for (int i = 0; i < next.size && next.values[i] > threshold(); i++) {
            insert(next.values[i], next.others[i], next.indices[i]);
        }
    }

    /** Returns the index of the largest entry; there must be one. */
    long firstIndex() {
        return indices[0];
    }

    /** Returns the largest value. */
    double first() {
        return values[0];
    }

    /** Returns the other side's value at the place of the largest one. */
    double otherAtFirst() {
        return others[0];
    }

    /** Returns which part of the entries of this side are also among those of the other side. */
    double overlap(TopEntries other) {
        int shared = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < other.size; j++) {
                shared += indices[i] == other.indices[j] ? 1 : 0;
            }
        }
        return (double) shared / size;
    }
}
