package io.github.modelconversion.measure.sum;

/** The sums of one row, or of the part seen so far. Not safe for use by several threads. */
public final class Row {

    final boolean hasDistribution;
    public final PairMoments moments = new PairMoments();
    public final SoftmaxSums softmax = new SoftmaxSums();
    private long firstIndex;

    /**
     * Creates an empty row.
     *
     * @param hasDistribution whether the softmax of its values is meaningful
     */
    public Row(boolean hasDistribution) {
        this.hasDistribution = hasDistribution;
    }

    public void clear(long first) {
        firstIndex = first;
        moments.clear();
        softmax.clear();
    }

    /** Returns the index of its first value, counted over all values. */
    public long firstIndex() {
        return firstIndex;
    }

    /** Adds the next part of the same row. */
    public void combine(Row next) {
        moments.combine(next.moments);
        softmax.combine(next.softmax);
    }
}
