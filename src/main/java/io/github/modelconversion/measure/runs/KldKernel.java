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

    /** Reference values that are not above this add nothing to a divergence: the tool's rule. */
    static final double LOWEST = -16;

    /**
     * Test values that lie further below the largest of their row count as that far below it in the NMSE, in nats: so do
     * those of a reference from a {@code .kld} file, which ends there.
     */
    private static final double RANGE = 16;

    private static final int STRETCH = VectorLoops.STRETCH;

    /** Makes every difference between two doubles near {@link #LOWEST} larger than 1, and none infinite. */
    private static final double STEEP = 0x1p1000;

    private final double[] references = new double[STRETCH];
    private final double[] tests = new double[STRETCH];
    private final double[] weights = new double[STRETCH];
    private final double[] arguments = new double[STRETCH];
    private final double[] divergences = new double[STRETCH];
    private final double[] squaredErrors = new double[STRETCH];
    private final double[] sums = new double[STRETCH];
    private final double[] squares = new double[STRETCH];

    /**
     * Measures a pair of rows.
     *
     * @param reference the reference's log-probabilities, finite and at most 0, save by rounding
     * @param test the test's
     * @param count how many of them count, from index 0
     * @param next the index of the token that comes next
     * @param referenceFloor what the reference's value of the next token must exceed not to be clipped; −∞ for any
     * @param testFloor the same of the test
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
                -reference[next],
                -test[next],
                largest(reference, count) == testTop,
                reference[next] <= referenceFloor,
                test[next] <= testFloor,
                VectorLoops.sum(squaredErrors),
                VectorLoops.sum(sums),
                VectorLoops.sum(squares));
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
        VectorLoops.exponentiate(references, 0, weights, arguments, count);
        clearLowest(references, weights, count);
        subtract(references, tests, arguments, count);
        VectorLoops.accumulate(divergences, weights, arguments, count);
        subtractAbove(floor, references, tests, arguments, count);
        VectorLoops.accumulate(squaredErrors, arguments, arguments, count);
        VectorLoops.accumulate(squares, references, references, count);
        VectorLoops.accumulate(sums, references, count);
    }

    /** Sets the weights of values that are not above {@link #LOWEST} to 0; without a branch, which half of them would miss. */
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

    /** Returns the index of the largest value, of equal ones the first. */
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
