package io.github.modelconversion.measure.runs;

import io.github.modelconversion.measure.sum.SoftmaxKernel;
import io.github.modelconversion.measure.sum.VectorLoops;

/**
 * Measures rows of log-probabilities, in loops over whole arrays that C2 vectorises (see {@link SoftmaxKernel}). The sums
 * have {@value #STRETCH} lanes, so their rounding errors stay near one unit in the last place without compensation.
 *
 * <p>Not safe for use by several threads.
 */
public final class KldKernel {

    /** Reference values at or below this contribute nothing to a divergence: the tool's rule. */
    static final double LOWEST = -16;

    /**
     * Test values more than this many nats below the largest of their row count as exactly this far below it in the NMSE. A
     * reference from a {@code .kld} file is clipped there as well.
     */
    private static final double RANGE = 16;

    private static final int STRETCH = VectorLoops.STRETCH;

    /** Scales every difference between two doubles near {@link #LOWEST} to more than 1, but none to infinity. */
    private static final double STEEP = 0x1p1000;

    private final double[] references = VectorLoops.lanes();
    private final double[] tests = VectorLoops.lanes();
    private final double[] weights = VectorLoops.lanes();
    private final double[] arguments = VectorLoops.lanes();
    private final double[] divergences = VectorLoops.lanes();
    private final double[] squaredErrors = VectorLoops.lanes();
    private final double[] sums = VectorLoops.lanes();
    private final double[] squares = VectorLoops.lanes();

    /**
     * Measures a pair of rows.
     *
     * @param reference the reference's log-probabilities: finite, and at most 0 apart from rounding
     * @param test the test's log-probabilities
     * @param count number of valid values, from index 0
     * @param next index of the next token
     * @param referenceFloor the value that the reference's next token must exceed not to count as clipped; −∞ for any
     * @param testFloor the same for the test
     */
    public KldRow measure(
            double[] reference, double[] test, int count, int next, double referenceFloor, double testFloor) {
        clear();
        int testTop = largest(test, count);
        for (int from = 0; from < count; from += STRETCH) {
            add(reference, test, from, Math.min(STRETCH, count - from), test[testTop] - RANGE);
        }
        return new KldRow(
                count,
                VectorLoops.sum(divergences),
                largest(reference, count) == testTop,
                new KldRow.NextToken(-reference[next], reference[next] <= referenceFloor),
                new KldRow.NextToken(-test[next], test[next] <= testFloor),
                new KldRow.Sums(VectorLoops.sum(squaredErrors), VectorLoops.sum(sums), VectorLoops.sum(squares)));
    }

    private void clear() {
        VectorLoops.clear(divergences, 0);
        VectorLoops.clear(squaredErrors, 0);
        VectorLoops.clear(sums, 0);
        VectorLoops.clear(squares, 0);
    }

    private void add(double[] reference, double[] test, int from, int count, double floor) {
        System.arraycopy(reference, from, references, 0, count);
        System.arraycopy(test, from, tests, 0, count);
        VectorLoops.exponentiate(references, 0, weights, count);
        clearLowest(references, weights, count);
        subtract(references, tests, arguments, count);
        VectorLoops.accumulate(divergences, weights, arguments, count);
        subtractAbove(floor, references, tests, arguments, count);
        VectorLoops.accumulate(squaredErrors, arguments, arguments, count);
        VectorLoops.accumulate(squares, references, references, count);
        VectorLoops.accumulate(sums, references, count);
    }

    /**
     * Sets the weights of values at or below {@link #LOWEST} to 0, without a branch: half of the branches would be
     * mispredicted.
     */
    private static void clearLowest(double[] values, double[] weights, int count) {
        for (int i = 0; i < count; i++) {
            weights[i] *= Math.min(1, Math.max(0, (values[i] - LOWEST) * STEEP));
        }
    }

    private static void subtract(double[] references, double[] tests, double[] differences, int count) {
        for (int i = 0; i < count; i++) {
            differences[i] = references[i] - tests[i];
        }
    }

    private static void subtractAbove(
            double floor, double[] references, double[] tests, double[] differences, int count) {
        for (int i = 0; i < count; i++) {
            differences[i] = references[i] - Math.max(tests[i], floor);
        }
    }

    /** Returns the index of the largest value; the first one if several are equal. */
    private static int largest(double[] values, int count) {
        int largest = 0;
        int i = VectorLoops.next(values, 1, count, values[0]);
        while (i < count) {
            largest = i;
            i = VectorLoops.next(values, i + 1, count, values[i]);
        }
        return largest;
    }
}
