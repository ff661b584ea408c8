package io.github.modelconversion.measure.values;

import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.sum.PairMoments;
import io.github.modelconversion.result.measurement.DominantEntries;
import io.github.modelconversion.result.measurement.MainCluster;

/**
 * Separates the entries that dominate the reference's variance and measures the others; feed it block by block.
 *
 * <p>Not safe for use by several threads.
 */
public final class DominantEntriesPass {

    private final MainCluster bulk;
    private final PairKernel kernel;
    private final PairMoments others = new PairMoments();
    private long total;
    private long count;
    private long firstIndex;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /**
     * Prepares the pass.
     *
     * @param bulk range of the entries that do not dominate
     * @param pairs number of pairs in the whole input
     */
    public DominantEntriesPass(MainCluster bulk, long pairs) {
        this.bulk = bulk;
        this.kernel = new PairKernel(pairs);
    }

    /**
     * Adds the next block.
     *
     * @param reference the reference's values
     * @param test the test's values at the same places
     * @param length number of valid pairs, from index 0
     */
    public void add(double[] reference, double[] test, int length) {
        double[] otherReference = new double[length];
        double[] otherTest = new double[length];
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (Double.isFinite(reference[i]) && !bulk.contains(reference[i])) {
                addDominant(total + i, reference[i]);
            } else {
                otherReference[kept] = reference[i];
                otherTest[kept++] = test[i];
            }
        }
        kernel.add(others, otherReference, otherTest, kept, total);
        total += length;
    }

    private void addDominant(long index, double reference) {
        if (count++ == 0) {
            firstIndex = index;
        }
        lowest = Math.min(lowest, reference);
        highest = Math.max(highest, reference);
    }

    /** Returns the result. */
    public DominantEntries result() {
        return new DominantEntries(
                count, firstIndex, lowest, highest, others.measurement().metrics());
    }
}
