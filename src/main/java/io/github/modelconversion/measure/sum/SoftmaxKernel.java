package io.github.modelconversion.measure.sum;

/**
 * The hot loops of {@link SoftmaxSums}: adds a block of finite pairs to the sums of a row.
 *
 * <p>Clean blocks, in which each difference between test and reference is within {@value #CLEAN} of that at the largest
 * entry, go through {@link VectorLoops}. The rest goes entry by entry through {@link StrictMath}.
 *
 * <p>Not safe for use by several threads.
 */
public final class SoftmaxKernel {

    /** Most entries in a block. */
    static final int BLOCK = 1 << 13;

    /** Largest difference in a clean block; e to this power times the smallest weight is still negligible. */
    private static final double CLEAN = 8;

    private final double[] differences = new double[VectorLoops.STRETCH];
    private final double[] weights = new double[VectorLoops.STRETCH];
    private final double[] gains = new double[VectorLoops.STRETCH];
    private final double[] arguments = new double[VectorLoops.STRETCH];
    private final double[] sumsOfWeights = new double[VectorLoops.STRETCH];
    private final double[] sumsOfErrors = new double[VectorLoops.STRETCH];
    private final double[] sumsOfGains = new double[VectorLoops.STRETCH];

    /**
     * Adds a block.
     *
     * @param sums the sums of its row so far
     * @param block the values; at most {@value #BLOCK}
     */
    public void add(SoftmaxSums sums, FiniteBlock block) {
        int count = block.count;
        if (count == 0) {
            return;
        }
        rank(sums.reference, block.reference, block.test, block);
        rank(sums.test, block.test, block.reference, block);
        sums.rebase();
        double largest = sums.reference.first();
        double testAtLargest = sums.reference.otherAtFirst();
        if (sumStretches(block, largest, testAtLargest)) {
            double z = VectorLoops.sum(sumsOfWeights);
            double s = VectorLoops.sum(sumsOfErrors);
            double g = VectorLoops.sum(sumsOfGains);
            sums.add(z, s, g, testAtLargest, z + s + g);
        } else {
            sumSingly(sums, block);
        }
    }

    /** Inserts the entries of one side that are among its largest. */
    private static void rank(TopEntries top, double[] values, double[] others, FiniteBlock block) {
        for (int i = VectorLoops.next(values, 0, block.count, top.threshold());
                i < block.count;
                i = VectorLoops.next(values, i + 1, block.count, top.threshold())) {
            top.insert(values[i], others[i], block.index(i));
        }
    }

    /** Sums a clean block, lane by lane; returns false if it is not clean. */
    private boolean sumStretches(FiniteBlock block, double largest, double testAtLargest) {
        VectorLoops.clear(sumsOfWeights, 0);
        VectorLoops.clear(sumsOfErrors, 0);
        VectorLoops.clear(sumsOfGains, 0);
        for (int from = 0; from < block.count; from += VectorLoops.STRETCH) {
            int count = Math.min(VectorLoops.STRETCH, block.count - from);
            System.arraycopy(block.reference, from, weights, 0, count);
            System.arraycopy(block.test, from, differences, 0, count);
            VectorLoops.clear(differences, count);
            subtract(weights, largest, differences, testAtLargest, count);
            double bound = Math.sqrt(VectorLoops.largestSquares(differences));
            if (!(bound <= CLEAN || isClean(count))) {
                return false;
            }
            VectorLoops.exponentiate(weights, largest, weights, arguments, count);
            VectorLoops.gain(differences, gains, arguments, count, Math.min(bound, CLEAN));
            VectorLoops.accumulate(sumsOfWeights, weights, count);
            VectorLoops.accumulate(sumsOfErrors, weights, differences, count);
            VectorLoops.accumulate(sumsOfGains, weights, gains, count);
        }
        return true;
    }

    /** Subtracts within each side first; otherwise a side that is far off would swallow the digits of the other. */
    private static void subtract(double[] reference, double largest, double[] test, double testAtLargest, int count) {
        for (int i = 0; i < count; i++) {
            test[i] = (test[i] - testAtLargest) - (reference[i] - largest);
        }
    }

    private boolean isClean(int count) {
        boolean clean = true;
        for (int i = 0; i < count; i++) {
            clean &= Math.abs(differences[i]) <= CLEAN;
        }
        return clean;
    }

    /** Sums a block of any finite values, entry by entry. */
    private static void sumSingly(SoftmaxSums sums, FiniteBlock block) {
        double[] reference = block.reference;
        double[] test = block.test;
        double largest = sums.reference.first();
        double testAtLargest = sums.reference.otherAtFirst();
        double testLargest = sums.test.first();
        double z = 0;
        double s = 0;
        double g = 0;
        double testWeights = 0;
        for (int i = 0; i < block.count; i++) {
            double exponent = reference[i] - largest;
            double x = (test[i] - testAtLargest) - exponent;
            double weight = StrictMath.exp(exponent);
            testWeights += StrictMath.exp(test[i] - testLargest);
            z += weight;
            // If the weight has underflowed to 0, no x adds anything.
            double error = weight == 0 ? 0 : weight * x;
            s += error;
            // If x is large, weight · e^x is computed from the test alone: a huge x has lost its digits.
            g += x > 1
                    ? StrictMath.exp(test[i] - testAtLargest) - weight - error
                    : weight == 0 ? 0 : weight * (StrictMath.expm1(x) - x);
        }
        sums.add(z, s, g, testLargest, testWeights);
    }
}
