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

    /** Bound of e<sup>x</sup> − 1 − x in a clean block. */
    private static final double MOST_GAIN = Math.exp(CLEAN);

    /** Entries per block that may turn out to be among the largest of neither side before each side is searched. */
    private static final int MOST_ADMITTED = 1 << 9;

    private final double[] differences = VectorLoops.lanes();
    private final double[] weights = VectorLoops.lanes();
    private final double[] gains = VectorLoops.lanes();
    private final double[] arguments = VectorLoops.lanes();
    private final double[] sumsOfWeights = VectorLoops.lanes();
    private final double[] sumsOfErrors = VectorLoops.lanes();
    private final double[] sumsOfGains = VectorLoops.lanes();

    /**
     * Adds a block.
     *
     * @param sums the sums of its row so far
     * @param block the values; at most {@value #BLOCK}
     * @param largestError at least as large as every |test − reference| of the block
     */
    public void add(SoftmaxSums sums, FiniteBlock block, double largestError) {
        if (block.count == 0) {
            return;
        }
        rank(sums.reference, sums.test, block, largestError);
        sums.rebase();
        double largest = sums.reference.first();
        double testAtLargest = sums.reference.otherAtFirst();
        double bound = largestError + Math.abs(testAtLargest - largest);
        if (!sumStretches(block, largest, testAtLargest, bound)) {
            sumSingly(sums, block);
            return;
        }
        double z = VectorLoops.sum(sumsOfWeights);
        double s = VectorLoops.sum(sumsOfErrors);
        double g = VectorLoops.sum(sumsOfGains);
        // Differences between huge values overflow, or are rounded beyond the bound.
        if (g >= 0 && g <= MOST_GAIN * z) {
            sums.add(z, s, g, testAtLargest, z + s + g);
        } else {
            sumSingly(sums, block);
        }
    }

    /**
     * Inserts the entries of both sides that are among the largest of their side. Where the test exceeds its threshold, the
     * reference exceeds the same less the largest error: as long as that admits few entries, only the reference is searched.
     */
    private static void rank(TopEntries reference, TopEntries test, FiniteBlock block, double largestError) {
        int from = 0;
        for (int admitted = 0; admitted < MOST_ADMITTED; admitted++) {
            double least = test.threshold() - largestError;
            double rounding = (Math.abs(test.threshold()) + largestError) * 0x1p-50;
            from = VectorLoops.next(
                    block.reference, from, block.count, Math.min(reference.threshold(), least - rounding));
            if (from == block.count) {
                return;
            }
            reference.offer(block.reference[from], block.test[from], block.index(from));
            test.offer(block.test[from], block.reference[from], block.index(from));
            from++;
        }
        rank(reference, block.reference, block.test, block, from);
        rank(test, block.test, block.reference, block, from);
    }

    /** Inserts the entries of one side that are among its largest. */
    private static void rank(TopEntries top, double[] values, double[] others, FiniteBlock block, int from) {
        for (int i = VectorLoops.next(values, from, block.count, top.threshold());
                i < block.count;
                i = VectorLoops.next(values, i + 1, block.count, top.threshold())) {
            top.offer(values[i], others[i], block.index(i));
        }
    }

    /** Sums a clean block, lane by lane; returns false if it is not clean. */
    private boolean sumStretches(FiniteBlock block, double largest, double testAtLargest, double largestDifference) {
        VectorLoops.clear(sumsOfWeights, 0);
        VectorLoops.clear(sumsOfErrors, 0);
        VectorLoops.clear(sumsOfGains, 0);
        for (int from = 0; from < block.count; from += VectorLoops.STRETCH) {
            int count = Math.min(VectorLoops.STRETCH, block.count - from);
            System.arraycopy(block.reference, from, weights, 0, count);
            System.arraycopy(block.test, from, differences, 0, count);
            subtract(weights, largest, differences, testAtLargest, count);
            double bound = largestDifference <= VectorLoops.SMALL ? largestDifference : largestDifference(count);
            if (!(bound <= CLEAN)) {
                return false;
            }
            VectorLoops.exponentiate(weights, largest, weights, count);
            VectorLoops.gain(differences, gains, arguments, count, bound);
            VectorLoops.accumulate(sumsOfWeights, weights, count);
            VectorLoops.accumulate(sumsOfErrors, weights, differences, count);
            VectorLoops.accumulate(sumsOfGains, weights, gains, count);
        }
        return true;
    }

    /** Returns a bound of the differences of a stretch that is quick to find; the largest one if that bound is too large. */
    private double largestDifference(int count) {
        VectorLoops.clear(differences, count);
        double bound = Math.sqrt(VectorLoops.largestSquares(differences));
        if (bound <= CLEAN) {
            return bound;
        }
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(differences[i]));
        }
        return largest;
    }

    /** Subtracts within each side first; otherwise a side that is far off would swallow the digits of the other. */
    private static void subtract(double[] reference, double largest, double[] test, double testAtLargest, int count) {
        for (int i = 0; i < count; i++) {
            test[i] = (test[i] - testAtLargest) - (reference[i] - largest);
        }
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
