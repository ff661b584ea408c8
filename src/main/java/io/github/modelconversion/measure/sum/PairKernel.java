package io.github.modelconversion.measure.sum;

/**
 * Adds blocks of pairs to the sums of a row, or only to moments. Non-finite values are separated first; long runs of finite
 * values go through the loops of {@link BlockSums} and {@link SoftmaxKernel}. The remainder of a block, short inputs, and
 * blocks in which one value outweighs the others are summed in double-double, with error-free differences and products.
 *
 * <p>Holds buffers for one block; each thread needs its own kernel.
 */
public final class PairKernel {

    /** Most pairs in a block: two blocks of doubles stay in the processor's second-level cache. */
    public static final int BLOCK = SoftmaxKernel.BLOCK;

    /** Number of values below which everything is summed in double-double: it costs nothing and is exact for n = 1, 2, 3. */
    private static final long FEW = 8192;

    /** The provisional mean is the median of this many values, plus one for each further multiple of this many. */
    private static final int SAMPLED = 5;

    private static final int SAMPLED_OF = 64;

    private final boolean few;
    private final BlockSums sums = new BlockSums();
    private final SoftmaxKernel softmax = new SoftmaxKernel();
    private final FiniteBlock block = new FiniteBlock();
    private final double[] partOfReference = new double[BLOCK];
    private final double[] partOfTest = new double[BLOCK];
    private double[] finiteReference = {};
    private double[] finiteTest = {};
    private int[] places = {};
    private final double[] sampled = new double[SAMPLED + BLOCK / SAMPLED_OF];
    private final PairMoments apart = new PairMoments();

    /**
     * Creates a kernel.
     *
     * @param total number of pairs in the whole input
     */
    public PairKernel(long total) {
        this.few = total < FEW;
    }

    /** Adds a part of a block to the sums of its row. */
    public void add(Row row, double[] reference, double[] test, int from, int count, long firstIndex) {
        double[] references = reference;
        double[] tests = test;
        if (from > 0) {
            // The loops start at index 0: an offset stops C2 from vectorising them.
            references = partOfReference;
            tests = partOfTest;
            System.arraycopy(reference, from, references, 0, count);
            System.arraycopy(test, from, tests, 0, count);
        }
        // One call only, since C2 compiles all that each call does.
        add(row.moments, references, tests, count, firstIndex);
        if (row.hasDistribution) {
            softmax.add(row.softmax, block, row.moments.largestError());
        }
    }

    /**
     * Adds the next block to moments.
     *
     * @param moments the moments
     * @param reference the reference's values
     * @param test the test's values at the same places
     * @param count number of valid pairs, from index 0; at most {@value #BLOCK}
     * @param firstIndex index of the first one, counted over all values
     */
    public void add(PairMoments moments, double[] reference, double[] test, int count, long firstIndex) {
        block.set(reference, test, count, firstIndex);
        if (!moments.hasReferences()) {
            centre(moments);
        }
        int grouped = sumGroups(moments, wholeGroups());
        if (!sums.isFinite() || !isFinite(grouped)) {
            sift(moments, firstIndex);
            grouped = sumGroups(moments, wholeGroups());
        }
        if (sums.isOffCentre(grouped)) {
            // Earlier blocks have a different mean: this block gets its own.
            apart.clear();
            centre(apart);
            addSums(apart, sumGroups(apart, grouped));
            moments.combine(apart);
        } else {
            addSums(moments, grouped);
        }
    }

    private void centre(PairMoments moments) {
        moments.shiftBy(provisionalMean(block.reference, block.count), provisionalMean(block.test, block.count));
    }

    /**
     * Adds the sums of the groups and the remaining pairs one by one; adds all pairs one by one if one value outweighs the
     * others.
     */
    private void addSums(PairMoments moments, int count) {
        int grouped = sums.isDominated() ? sumGroups(moments, 0) : count;
        moments.add(sums, grouped, block);
        for (int i = grouped; i < block.count; i++) {
            moments.addFinite(block.index(i), block.reference[i], block.test[i]);
        }
    }

    private int wholeGroups() {
        return few ? 0 : block.count - block.count % BlockSums.GROUP;
    }

    private int sumGroups(PairMoments moments, int count) {
        sums.sum(block.reference, block.test, count, moments.shift(), moments.largestError(), moments.farthest());
        return count;
    }

    private boolean isFinite(int from) {
        boolean finite = true;
        for (int i = from; i < block.count; i++) {
            finite &= Double.isFinite(block.reference[i]) && Double.isFinite(block.test[i]);
        }
        return finite;
    }

    /** Separates the non-finite values of the block. */
    private void sift(PairMoments moments, long firstIndex) {
        if (places.length == 0) {
            finiteReference = new double[BLOCK];
            finiteTest = new double[BLOCK];
            places = new int[BLOCK];
        }
        int kept = 0;
        for (int i = 0; i < block.count; i++) {
            double reference = block.reference[i];
            double test = block.test[i];
            if (Double.isFinite(reference) && Double.isFinite(test)) {
                finiteReference[kept] = reference;
                finiteTest[kept] = test;
                places[kept++] = i;
            } else {
                moments.addNonFinite(firstIndex + i, reference, test);
            }
        }
        block.set(finiteReference, finiteTest, kept, firstIndex, places);
    }

    /**
     * Returns the median of finite values spread evenly over a block. It only has to be near the mean and robust to
     * outliers. It is one of the values: differences to values near it are exact, and all deviations of a constant are 0.
     */
    private double provisionalMean(double[] values, int count) {
        int taken = 0;
        int most = Math.min(sampled.length, SAMPLED + count / SAMPLED_OF);
        int step = Math.max(1, count / most);
        for (int i = 0; i < count && taken < most; i += step) {
            if (Double.isFinite(values[i])) {
                sampled[taken++] = values[i];
            }
        }
        // All of these may be masked.
        for (int i = 0; i < count && taken == 0; i++) {
            if (Double.isFinite(values[i])) {
                sampled[taken++] = values[i];
            }
        }
        return taken == 0 ? 0 : ofRank(taken / 2, sampled, taken);
    }

    /**
     * Returns the value of a rank, from 0, and reorders the values: Hoare, "Algorithm 65: Find", Communications of the ACM 4
     * (1961). The compilation of {@link java.util.Arrays#sort} costs a cold process 4 % of its CPU time.
     */
    private static double ofRank(int rank, double[] values, int count) {
        int first = 0;
        int last = count - 1;
        while (first < last) {
            double pivot = values[rank];
            int low = first;
            int high = last;
            while (low <= high) {
                while (values[low] < pivot) {
                    low++;
                }
                while (values[high] > pivot) {
                    high--;
                }
                if (low <= high) {
                    double value = values[low];
                    values[low++] = values[high];
                    values[high--] = value;
                }
            }
            first = high < rank ? low : first;
            last = low > rank ? high : last;
        }
        return values[rank];
    }
}
