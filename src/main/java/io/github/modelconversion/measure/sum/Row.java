package io.github.modelconversion.measure.sum;

/** The sums of one row, or of the part of it that has been seen. Not safe for use by several threads. */
public final class Row {

    final boolean hasDistribution;
    public final PairMoments moments = new PairMoments();
    public final SoftmaxSums softmax = new SoftmaxSums();
    private long firstIndex;

    /**
     * Creates an empty row.
     *
     * @param hasDistribution whether the softmax of its values means something
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

    /** Adds the part of the same row that follows. */
    public void combine(Row next) {
        moments.combine(next.moments);
        softmax.combine(next.softmax);
    }
}
