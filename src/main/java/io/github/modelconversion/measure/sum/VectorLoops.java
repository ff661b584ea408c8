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
            double e = 2.1878775352117525e-5 * square + (1.5330526553021572e-4 * y + 1.0819765049151224e-3);
            e = e * square + (6.489961194493619e-3 * y + 3.245003652269242e-2);
            e = e * square + (1.2980013032455706e-1 * y + 3.8940039154020095e-1);
            e = e * square + (7.788007830713635e-1 * y + 7.788007830714049e-1);
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

    /** Computes e<sup>x</sup> − 1 − x for differences x up to a bound; small x keep their digits. */
    static void gain(double[] differences, double[] gains, double[] arguments, int count, double bound) {
        if (bound <= SMALL) {
            smallGain(differences, gains, count);
            return;
        }
        double scale = 0.5;
        while (bound * scale > SMALL) {
            scale /= 2;
        }
        multiply(differences, arguments, count, scale);
        smallGain(arguments, gains, count);
        for (; scale < 1; scale *= 2) {
            doubleArgument(gains, arguments, count);
        }
    }

    private static void smallGain(double[] arguments, double[] gains, int count) {
        for (int i = 0; i < count; i++) {
            double square = arguments[i] * arguments[i];
            gains[i] = square * gainBySquare(arguments[i], square);
        }
    }

    /**
     * Returns (e<sup>y</sup> − 1 − y) ÷ y² for |y| up to {@value #SMALL}: the polynomial of degree 12 with the least largest
     * relative error, 3.7e-16. Pairs of terms in powers of y² take a sixth less time than Horner's rule, because the
     * processor can work on several at once. C2 does not vectorise the loop with an odd degree.
     */
    private static double gainBySquare(double y, double square) {
        double g = 1.1522119237458287e-11 * square + (1.6308284925699897e-10 * y + 2.0877939113274765e-9);
        g = g * square + (2.5049002256510914e-8 * y + 2.7557295773541894e-7);
        g = g * square + (2.7557337758931704e-6 * y + 2.4801587449079712e-5);
        g = g * square + (1.98412697876225e-4 * y + 1.3888888888507975e-3);
        g = g * square + (8.333333333399702e-3 * y + 4.166666666667012e-2);
        return g * square + (1.6666666666666433e-1 * y + 4.9999999999999994e-1);
    }

    private static void multiply(double[] from, double[] to, int count, double factor) {
        for (int i = 0; i < count; i++) {
            to[i] = from[i] * factor;
        }
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
