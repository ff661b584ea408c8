package io.github.modelconversion.measure.sum;

/**
 * The hot loop: sums over one block of finite pairs.
 *
 * <p>With d = test − reference and e = reference − shift it sums d, |d|, d², e, e² and d·e. The terms of eight pairs are
 * added as a balanced tree and each such group goes into a compensated sum (Kahan, "Further remarks on reducing truncation
 * errors", Communications of the ACM 8 (1965), doi:10.1145/363707.363723): an eighth of the cost of compensating every
 * term, and the error is far below one unit in the last place of each sum.
 *
 * <p>Not safe for use by several threads.
 */
final class BlockSums {

    /** Pairs per group; a block's length must be a multiple of it. */
    static final int GROUP = 8;

    /** Pairs per call of the loop: short calls let a cold JVM leave the interpreter early. */
    private static final int STRETCH = 256;

    /** Share of its sum above which a single square passes its rounding error on to the sum. */
    private static final double DOMINANT = 0.25;

    /** Smallest share that the squares of the test may have in the terms from which they are derived. */
    private static final double DERIVED = 0.25;

    private double errors;
    private double errorsLost;
    private double absoluteErrors;
    private double absoluteErrorsLost;
    private double squaredErrors;
    private double squaredErrorsLost;
    private double deviations;
    private double deviationsLost;
    private double squaredDeviations;
    private double squaredDeviationsLost;
    private double products;
    private double productsLost;

    private double largestError;
    private double largestSquaredError;
    private int largestErrorAt;
    private double farthest;
    private double farthestSquared;
    private boolean foundFarthest;

    /**
     * Sums a block.
     *
     * @param reference the reference's values, all finite
     * @param test the test's values, all finite
     * @param count number of valid pairs, from index 0; a multiple of {@value #GROUP}
     * @param shift value subtracted from the reference before squaring
     * @param errorToBeat absolute error that the largest must exceed to be located; −1 for any
     * @param deviationToBeat absolute deviation from the shift that the largest must exceed to be located; −1 for any
     */
    void sum(double[] reference, double[] test, int count, double shift, double errorToBeat, double deviationToBeat) {
        clear(errorToBeat, deviationToBeat);
        for (int from = 0; from < count; from += STRETCH) {
            addStretch(reference, test, from, Math.min(from + STRETCH, count), shift);
        }
    }

    private void clear(double errorToBeat, double deviationToBeat) {
        errors = errorsLost = absoluteErrors = absoluteErrorsLost = squaredErrors = squaredErrorsLost = 0;
        deviations = deviationsLost = squaredDeviations = squaredDeviationsLost = products = productsLost = 0;
        largestError = errorToBeat;
        largestSquaredError = errorToBeat < 0 ? -1 : errorToBeat * errorToBeat;
        largestErrorAt = -1;
        farthest = deviationToBeat;
        farthestSquared = deviationToBeat < 0 ? -1 : deviationToBeat * deviationToBeat;
        foundFarthest = false;
    }

    /**
     * The loop. C2 compiles it to straight scalar code that keeps the twelve sums in registers: it vectorises neither
     * reductions to a scalar nor, on Java 17, conversions from float, so the parallelism is that of eight independent
     * subtractions and six trees. The page {@code loops.md} has the figures and how to repeat them.
     */
    private void addStretch(double[] reference, double[] test, int from, int to, double shift) {
        double e = errors;
        double eLost = errorsLost;
        double a = absoluteErrors;
        double aLost = absoluteErrorsLost;
        double s = squaredErrors;
        double sLost = squaredErrorsLost;
        double v = deviations;
        double vLost = deviationsLost;
        double w = squaredDeviations;
        double wLost = squaredDeviationsLost;
        double p = products;
        double pLost = productsLost;
        for (int i = from; i < to; i += GROUP) {
            double r0 = reference[i];
            double r1 = reference[i + 1];
            double r2 = reference[i + 2];
            double r3 = reference[i + 3];
            double r4 = reference[i + 4];
            double r5 = reference[i + 5];
            double r6 = reference[i + 6];
            double r7 = reference[i + 7];
            double d0 = test[i] - r0;
            double d1 = test[i + 1] - r1;
            double d2 = test[i + 2] - r2;
            double d3 = test[i + 3] - r3;
            double d4 = test[i + 4] - r4;
            double d5 = test[i + 5] - r5;
            double d6 = test[i + 6] - r6;
            double d7 = test[i + 7] - r7;
            r0 -= shift;
            r1 -= shift;
            r2 -= shift;
            r3 -= shift;
            r4 -= shift;
            r5 -= shift;
            r6 -= shift;
            r7 -= shift;
            double squares = tree(d0 * d0, d1 * d1, d2 * d2, d3 * d3, d4 * d4, d5 * d5, d6 * d6, d7 * d7);
            double deviationSquares = tree(r0 * r0, r1 * r1, r2 * r2, r3 * r3, r4 * r4, r5 * r5, r6 * r6, r7 * r7);
            // A sum of squares is at least as large as each term, so few groups need a search for the largest.
            if (squares >= largestSquaredError) {
                findLargestError(reference, test, i);
            }
            if (deviationSquares >= farthestSquared) {
                findFarthest(reference, i, shift);
            }
            double term = squares - sLost;
            double next = s + term;
            sLost = (next - s) - term;
            s = next;
            term = deviationSquares - wLost;
            next = w + term;
            wLost = (next - w) - term;
            w = next;
            term = tree(d0, d1, d2, d3, d4, d5, d6, d7) - eLost;
            next = e + term;
            eLost = (next - e) - term;
            e = next;
            term = tree(r0, r1, r2, r3, r4, r5, r6, r7) - vLost;
            next = v + term;
            vLost = (next - v) - term;
            v = next;
            term = tree(d0 * r0, d1 * r1, d2 * r2, d3 * r3, d4 * r4, d5 * r5, d6 * r6, d7 * r7) - pLost;
            next = p + term;
            pLost = (next - p) - term;
            p = next;
            term = tree(
                            Math.abs(d0),
                            Math.abs(d1),
                            Math.abs(d2),
                            Math.abs(d3),
                            Math.abs(d4),
                            Math.abs(d5),
                            Math.abs(d6),
                            Math.abs(d7))
                    - aLost;
            next = a + term;
            aLost = (next - a) - term;
            a = next;
        }
        errors = e;
        errorsLost = eLost;
        absoluteErrors = a;
        absoluteErrorsLost = aLost;
        squaredErrors = s;
        squaredErrorsLost = sLost;
        deviations = v;
        deviationsLost = vLost;
        squaredDeviations = w;
        squaredDeviationsLost = wLost;
        products = p;
        productsLost = pLost;
    }

    /** Adds eight terms pairwise; small enough for every JIT compiler of the JVM to inline it. */
    private static double tree(double t0, double t1, double t2, double t3, double t4, double t5, double t6, double t7) {
        return ((t0 + t1) + (t2 + t3)) + ((t4 + t5) + (t6 + t7));
    }

    private void findLargestError(double[] reference, double[] test, int from) {
        for (int i = from; i < from + GROUP; i++) {
            double error = Math.abs(test[i] - reference[i]);
            if (error > largestError) {
                largestError = error;
                largestSquaredError = error * error;
                largestErrorAt = i;
            }
        }
    }

    private void findFarthest(double[] reference, int from, double shift) {
        for (int i = from; i < from + GROUP; i++) {
            double deviation = Math.abs(reference[i] - shift);
            if (deviation > farthest) {
                farthest = deviation;
                farthestSquared = deviation * deviation;
                foundFarthest = true;
            }
        }
    }

    /** Returns whether every sum is finite; false if a value of the block is not finite or a square overflows. */
    boolean isFinite() {
        return Double.isFinite(errors + absoluteErrors + squaredErrors + deviations + squaredDeviations + products);
    }

    /**
     * Returns whether one error or deviation larger than those to beat has such a share of its sum of squares that rounding
     * errors do not average out.
     */
    boolean isDominated() {
        return (largestErrorAt >= 0 && largestSquaredError > DOMINANT * squaredErrors)
                || (foundFarthest && farthestSquared > DOMINANT * squaredDeviations);
    }

    /**
     * Returns whether the distance from the shift to the mean exceeds the deviations from the mean, so that the squares
     * would cancel.
     *
     * @param count number of summed pairs
     */
    boolean isOffCentre(int count) {
        return deviations * deviations > count * squaredDeviations / 2;
    }

    /**
     * Returns whether the squared deviations of the test follow from these sums without cancellation.
     *
     * @param offset shift of the reference − shift of the test
     * @param count number of summed pairs
     */
    boolean isTestDerivable(double offset, int count) {
        double terms = squaredErrors + squaredDeviations + offset * (offset * count);
        return terms + 2 * (products + offset * (errors + deviations)) >= DERIVED * terms;
    }

    DoubleDouble errors() {
        return compensated(errors, errorsLost);
    }

    DoubleDouble absoluteErrors() {
        return compensated(absoluteErrors, absoluteErrorsLost);
    }

    DoubleDouble squaredErrors() {
        return compensated(squaredErrors, squaredErrorsLost);
    }

    DoubleDouble deviations() {
        return compensated(deviations, deviationsLost);
    }

    DoubleDouble squaredDeviations() {
        return compensated(squaredDeviations, squaredDeviationsLost);
    }

    DoubleDouble products() {
        return compensated(products, productsLost);
    }

    private static DoubleDouble compensated(double sum, double lost) {
        return DoubleDouble.difference(sum, lost);
    }

    /** Returns the index of the largest error in the block; −1 if none is above the one to beat. */
    int largestErrorAt() {
        return largestErrorAt;
    }

    /** Returns the largest absolute deviation from the shift, or the one to beat. */
    double farthest() {
        return farthest;
    }
}
