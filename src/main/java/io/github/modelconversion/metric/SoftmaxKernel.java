package io.github.modelconversion.metric;

/**
 * The hot loops of {@link SoftmaxSums}: adds a block of finite pairs to the sums of a row.
 *
 * <p>Clean blocks, in which the test differs from the reference by no more than {@value #CLEAN} beside what it differs at
 * the largest entry, go through loops over whole arrays from index 0 without a branch or a call: C2 vectorises each of
 * them, on Java 17 too ({@code performance.md} has the figures). The rest goes entry by entry through {@link StrictMath}.
 *
 * <p>Not safe for use by several threads.
 */
final class SoftmaxKernel {

    /** Entries in a block at most. */
    static final int BLOCK = 1 << 13;

    private static final int GROUP = BlockSums.GROUP;

    /** The largest difference in a clean block; e to this power times the smallest weight is still nothing. */
    private static final double CLEAN = 8;

    /** Weights below e to this power are as good as none in a clean block. */
    private static final double LOWEST = -88;

    /** The exponential in the middle of the range. */
    private static final double MIDDLE = StrictMath.exp(LOWEST / 2);

    private static final double[] NOTHING = new double[GROUP];

    private final SoftmaxSums part = new SoftmaxSums();
    private final double[] differences = new double[BLOCK];
    private final double[] weights = new double[BLOCK];
    private final double[] gains = new double[BLOCK];
    private final double[] arguments = new double[BLOCK];
    private double sumOfWeights;
    private double sumOfErrors;
    private double sumOfGains;

    /**
     * Adds a block.
     *
     * @param sums the sums of its row so far
     * @param block the values; at most {@value #BLOCK}
     */
    void add(SoftmaxSums sums, FiniteBlock block) {
        int count = block.count;
        if (count == 0) {
            return;
        }
        double[] reference = block.reference;
        double[] test = block.test;
        part.clear();
        rank(part.reference, reference, test, block);
        rank(part.test, test, reference, block);
        double largest = part.reference.first();
        double shift = part.reference.otherAtFirst() - largest;
        subtract(reference, test, count, largest, shift, weights, differences);
        exponentiate(weights, arguments, count);
        gain(differences, weights, gains, arguments, count);
        if (sumIfClean(count)) {
            double testWeights = sumOfWeights + sumOfErrors + sumOfGains;
            part.set(sumOfWeights, sumOfErrors, sumOfGains, part.reference.otherAtFirst(), testWeights);
        } else {
            sumSingly(reference, test, count, largest, shift);
        }
        sums.merge(part);
    }

    /** Scalar: the branch is hardly ever taken, so it costs no more than reading the values. */
    private static void rank(TopEntries top, double[] values, double[] others, FiniteBlock block) {
        int count = block.count;
        double threshold = top.threshold();
        for (int i = 0; i < count; i++) {
            if (values[i] > threshold) {
                top.insert(values[i], others[i], block.index(i));
                threshold = top.threshold();
            }
        }
    }

    private static void subtract(
            double[] reference,
            double[] test,
            int count,
            double largest,
            double shift,
            double[] exponents,
            double[] differences) {
        for (int i = 0; i < count; i++) {
            exponents[i] = Math.max(reference[i] - largest, LOWEST);
            differences[i] = (test[i] - reference[i]) - shift;
        }
    }

    /**
     * Replaces each exponent from {@value #LOWEST} to 0 by its exponential: the Taylor polynomial of degree 11 around the
     * middle of the range, at a 256th of the exponent, squared eight times. The relative error is below 1e-13. In steps of
     * few operations each: C2 unrolls no loop with more, and what it does not unroll it does not vectorise.
     */
    private static void exponentiate(double[] exponents, double[] arguments, int count) {
        for (int i = 0; i < count; i++) {
            arguments[i] = (exponents[i] - LOWEST / 2) * (1.0 / 256);
        }
        for (int i = 0; i < count; i++) {
            double u = arguments[i];
            exponents[i] = ((u * (1.0 / 39_916_800) + 1.0 / 3_628_800) * u + 1.0 / 362_880) * u + 1.0 / 40_320;
        }
        step(exponents, arguments, count, 1.0 / 5_040, 1.0 / 720);
        step(exponents, arguments, count, 1.0 / 120, 1.0 / 24);
        step(exponents, arguments, count, 1.0 / 6, 1.0 / 2);
        step(exponents, arguments, count, 1, 1);
        square(exponents, count);
        square(exponents, count);
        square(exponents, count);
        square(exponents, count);
        for (int i = 0; i < count; i++) {
            exponents[i] *= MIDDLE;
        }
    }

    /** Two steps of Horner's rule. */
    private static void step(double[] sums, double[] arguments, int count, double first, double second) {
        for (int i = 0; i < count; i++) {
            sums[i] = (sums[i] * arguments[i] + first) * arguments[i] + second;
        }
    }

    /** Squares twice. */
    private static void square(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            double square = values[i] * values[i];
            values[i] = square * square;
        }
    }

    /** Computes weight · (e<sup>x</sup> − 1 − x) for differences x of a clean block, without losing digits of small x. */
    private static void gain(double[] differences, double[] weights, double[] gains, double[] arguments, int count) {
        for (int i = 0; i < count; i++) {
            double y = differences[i] * (1.0 / 64);
            arguments[i] = y;
            gains[i] = (y * (1.0 / 3_628_800) + 1.0 / 362_880) * y + 1.0 / 40_320;
        }
        step(gains, arguments, count, 1.0 / 5_040, 1.0 / 720);
        step(gains, arguments, count, 1.0 / 120, 1.0 / 24);
        step(gains, arguments, count, 1.0 / 6, 1.0 / 2);
        for (int i = 0; i < count; i++) {
            gains[i] *= arguments[i] * arguments[i];
        }
        for (int doubling = 0; doubling < 6; doubling++) {
            doubleArgument(gains, arguments, count);
        }
        for (int i = 0; i < count; i++) {
            gains[i] *= weights[i];
        }
    }

    /** With g(y) = e<sup>y</sup> − 1 − y: g(2y) = y² + g(y) · (2 + 2y + g(y)), in which nothing cancels. */
    private static void doubleArgument(double[] gains, double[] arguments, int count) {
        for (int i = 0; i < count; i++) {
            double y = arguments[i];
            double g = gains[i];
            arguments[i] = y + y;
            gains[i] = y * y + g * (2 + (y + y) + g);
        }
    }

    /** Sums a block by balanced trees of eight terms; false where it is not clean. */
    private boolean sumIfClean(int count) {
        int end = count + (GROUP - count % GROUP) % GROUP;
        System.arraycopy(NOTHING, 0, weights, count, end - count);
        System.arraycopy(NOTHING, 0, differences, count, end - count);
        System.arraycopy(NOTHING, 0, gains, count, end - count);
        double z = 0;
        double s = 0;
        double g = 0;
        boolean clean = true;
        for (int i = 0; i < end && clean; i += GROUP) {
            clean = squares(differences, i) <= CLEAN * CLEAN || isClean(i);
            z += tree(weights, i);
            s += products(weights, differences, i);
            g += tree(gains, i);
        }
        sumOfWeights = z;
        sumOfErrors = s;
        sumOfGains = g;
        return clean;
    }

    private boolean isClean(int from) {
        boolean clean = true;
        for (int i = from; i < from + GROUP; i++) {
            clean &= Math.abs(differences[i]) <= CLEAN;
        }
        return clean;
    }

    private static double tree(double[] v, int i) {
        return ((v[i] + v[i + 1]) + (v[i + 2] + v[i + 3])) + ((v[i + 4] + v[i + 5]) + (v[i + 6] + v[i + 7]));
    }

    private static double squares(double[] v, int i) {
        return products(v, v, i);
    }

    private static double products(double[] v, double[] w, int i) {
        return ((v[i] * w[i] + v[i + 1] * w[i + 1]) + (v[i + 2] * w[i + 2] + v[i + 3] * w[i + 3]))
                + ((v[i + 4] * w[i + 4] + v[i + 5] * w[i + 5]) + (v[i + 6] * w[i + 6] + v[i + 7] * w[i + 7]));
    }

    /** Sums a block of any finite values, entry by entry. */
    private void sumSingly(double[] reference, double[] test, int count, double largest, double shift) {
        double testLargest = part.test.first();
        double testAtLargest = part.reference.otherAtFirst();
        double z = 0;
        double s = 0;
        double g = 0;
        double testWeights = 0;
        for (int i = 0; i < count; i++) {
            double exponent = reference[i] - largest;
            double x = (test[i] - reference[i]) - shift;
            double weight = StrictMath.exp(exponent);
            testWeights += StrictMath.exp(test[i] - testLargest);
            z += weight;
            // Where nothing is left of the weight, an x of any size adds nothing.
            double error = weight == 0 ? 0 : weight * x;
            s += error;
            // Where x is large, weight · e^x is formed from the test alone: a huge x has swallowed its digits.
            g += x > 1
                    ? StrictMath.exp(test[i] - testAtLargest) - weight - error
                    : weight == 0 ? 0 : weight * (StrictMath.expm1(x) - x);
        }
        part.set(z, s, g, testLargest, testWeights);
    }
}
