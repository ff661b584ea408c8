package io.github.modelconversion.measure.sum;

import java.util.Arrays;

/**
 * The kernels' loops over stretches of values: whole arrays from index 0 on, with few operations each and without branches
 * or calls. C2 vectorises all but {@link #next}, {@link #sum} and {@link #largestSquares}, on Java 17 too ({@code
 * loops.md} has the figures).
 */
public final class VectorLoops {

    /** Entries per stretch: their arrays stay in the processor's first-level cache. */
    public static final int STRETCH = 1 << 9;

    /**
     * Unused lanes at the end of an array. Arrays of 4 416 bytes that follow each other begin at the same place of a cache
     * line, but at different places of a page: otherwise stores delay loads from the same place of another page.
     */
    private static final int SPARE = 38;

    private static final int GROUP = BlockSums.GROUP;

    /** Exponent below which weights are negligible: they are raised to e to this power. */
    private static final double LOWEST = -64;

    /** Half the factor of an exponent before its polynomial is evaluated. */
    private static final double HALF_PART = 0x1p-9;

    /** Largest argument of the gain polynomial. */
    static final double SMALL = 1;

    /** One stretch of zeros, and one of ones. */
    private static final double[] NOTHING = lanes();

    private static final double[] ONES = lanes();

    static {
        Arrays.fill(ONES, 1);
    }

    /** Returns an array for one stretch. */
    public static double[] lanes() {
        return new double[STRETCH + SPARE];
    }

    /** Returns the place of the next value above a threshold. Scalar; two values a cycle. */
    public static int next(double[] values, int from, int to, double threshold) {
        int i = from;
        while (i < to && !(values[i] > threshold)) {
            i++;
        }
        return i;
    }

    /**
     * Computes e<sup>x</sup> for x = value − largest; results below e<sup>−64</sup> are raised to that.
     *
     * <p>With y = (x + 64) ÷ 256, a polynomial p of degree 8 approximates e<sup>y − 1/4</sup> for 0 ≤ y ≤ 1/4, and
     * e<sup>x</sup> = p(y)<sup>256</sup>. Its coefficients minimise the largest relative error (Remez, Comptes rendus 198
     * (1934)), which is 8.1e-17. The result's relative error is below 2.1e-14 from the polynomial and 2e-13 from rounding.
     *
     * @param largest at least as large as every value apart from rounding
     * @param exponentials receives the results; may be the array of values
     */
    public static void exponentiate(double[] values, double largest, double[] exponentials, int count) {
        for (int i = 0; i < count; i++) {
            // y ÷ 2: scaled first, so that no difference overflows.
            double half = values[i] * HALF_PART - largest * HALF_PART - LOWEST * HALF_PART;
            // 2 · max(half, 0) in fewer instructions.
            double y = half + Math.abs(half);
            double square = y * y;
            double e = 2.1878775352117525e-05 * square + (0.00015330526553021572 * y + 0.0010819765049151224);
            e = e * square + (0.006489961194493619 * y + 0.03245003652269242);
            e = e * square + (0.12980013032455706 * y + 0.38940039154020095);
            e = e * square + (0.7788007830713635 * y + 0.7788007830714049);
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            exponentials[i] = e * e;
        }
    }

    /**
     * Replaces differences x by weighted errors w·x, and computes weighted gains w·(e<sup>x</sup> − 1 − x), for |x| up to
     * {@value #SMALL}.
     */
    static void weigh(double[] weights, double[] differences, double[] gains, int count) {
        for (int i = 0; i < count; i++) {
            double x = differences[i];
            double weight = weights[i];
            gains[i] = weight * (x * x) * gainBySquare(x, x * x);
            differences[i] = weight * x;
        }
    }

    /** Computes e<sup>x</sup> − 1 − x for differences x up to a bound; small x keep their digits. */
    static void gain(double[] differences, double[] gains, double[] arguments, int count, double bound) {
        double scale = 1;
        while (bound * scale > SMALL) {
            scale /= 2;
        }
        smallGain(differences, gains, arguments, count, scale);
        for (; scale < 1; scale *= 2) {
            doubleArgument(gains, arguments, count);
        }
    }

    private static void smallGain(double[] from, double[] gains, double[] arguments, int count, double factor) {
        for (int i = 0; i < count; i++) {
            double y = from[i] * factor;
            arguments[i] = y;
            gains[i] = y * y * gainBySquare(y, y * y);
        }
    }

    /**
     * Returns (e<sup>y</sup> − 1 − y) ÷ y² for |y| up to {@value #SMALL}: the polynomial of degree 11 with the least largest
     * relative error, 1.2e-14.
     */
    private static double gainBySquare(double y, double square) {
        double g = 1.613492475431387e-10 * y + 2.1221913142555973e-09;
        g = g * square + (2.5053756896988312e-08 * y + 2.75534492161676e-07);
        g = g * square + (2.7557290371636124e-06 * y + 2.480160724481427e-05);
        g = g * square + (0.00019841269994050293 * y + 0.0013888888842559174);
        g = g * square + (0.008333333333033193 * y + 0.04166666666705889);
        return g * square + (0.1666666666666825 * y + 0.49999999999999467);
    }

    /**
     * Doubles the argument of g(y) = e<sup>y</sup> − 1 − y by g(2y) = y² + g(y) · (2 + 2y + g(y)), in which nothing cancels.
     */
    private static void doubleArgument(double[] gains, double[] arguments, int count) {
        for (int i = 0; i < count; i++) {
            double y = arguments[i];
            double g = gains[i];
            arguments[i] = y + y;
            gains[i] = y * y + g * (2 + (y + y) + g);
        }
    }

    /** Sets the lanes from one on to 0. */
    public static void clear(double[] lanes, int from) {
        System.arraycopy(NOTHING, 0, lanes, from, STRETCH - from);
    }

    /** Adds values to one stretch of sums, lane by lane. */
    public static void accumulate(double[] sums, double[] values, int count) {
        accumulate(sums, values, ONES, count);
    }

    /** Adds products, lane by lane. */
    public static void accumulate(double[] sums, double[] factors, double[] others, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] += factors[i] * others[i];
        }
    }

    /** Adds all lanes by balanced trees of eight terms. */
    public static double sum(double[] lanes) {
        double sum = 0;
        for (int i = 0; i < STRETCH; i += GROUP) {
            sum += ((lanes[i] + lanes[i + 1]) + (lanes[i + 2] + lanes[i + 3]))
                    + ((lanes[i + 4] + lanes[i + 5]) + (lanes[i + 6] + lanes[i + 7]));
        }
        return sum;
    }

    /** Returns the largest sum of eight squares: an upper bound of every square. */
    static double largestSquares(double[] v) {
        double largest = 0;
        for (int i = 0; i < STRETCH; i += GROUP) {
            double squares = ((v[i] * v[i] + v[i + 1] * v[i + 1]) + (v[i + 2] * v[i + 2] + v[i + 3] * v[i + 3]))
                    + ((v[i + 4] * v[i + 4] + v[i + 5] * v[i + 5]) + (v[i + 6] * v[i + 6] + v[i + 7] * v[i + 7]));
            largest = squares > largest ? squares : largest;
        }
        return largest;
    }
}
