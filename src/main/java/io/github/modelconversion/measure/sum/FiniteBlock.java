package io.github.modelconversion.measure.sum;

/**
 * Pairs of finite values and their places in the input. Refilled for every block, so that nothing is allocated or copied.
 */
public final class FiniteBlock {

    /** Represents the places 0, 1, 2 … of a block's entries. */
    private static final int[] AS_THEY_STAND = {};

    double[] reference = {};
    double[] test = {};
    int count;
    private long firstIndex;
    private int[] places = AS_THEY_STAND;

    /** Sets contiguous values. */
    public void set(double[] references, double[] tests, int length, long first) {
        set(references, tests, length, first, AS_THEY_STAND);
    }

    /** Sets values at the given places relative to the first index. */
    void set(double[] references, double[] tests, int length, long first, int[] at) {
        reference = references;
        test = tests;
        count = length;
        firstIndex = first;
        places = at;
    }

    /** Returns the index of an entry, counted over all values of the input. */
    long index(int entry) {
        return firstIndex + (places == AS_THEY_STAND ? entry : places[entry]);
    }
}
