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

    private static final int GROUP = BlockSums.GROUP;

    /** Exponent below which weights are negligible in a clean block. */
    private static final double LOWEST = -88;

    /** The exponential in the middle of the range. */
    private static final double MIDDLE = StrictMath.exp(LOWEST / 2);

    /** Divisor of an exponent before its polynomial is evaluated. */
    private static final double PARTS = 1 << 10;

    /** Largest argument at which the gain polynomial keeps all its digits. */
    private static final double SMALL = 0.25;

    /** The Taylor polynomial of e<sup>u</sup>, the highest power first. */
    private static final double[] EXPONENTIAL = {
        1.0 / 40_320, 1.0 / 5_040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 1.0 / 2, 1, 1
    };

    /** The Taylor polynomial of e<sup>y</sup> − 1 − y, the highest power first. */
    private static final double[] GAIN = {
        1.0 / 3_628_800,
        1.0 / 362_880,
        1.0 / 40_320,
        1.0 / 5_040,
        1.0 / 720,
        1.0 / 120,
        1.0 / 24,
        1.0 / 6,
        1.0 / 2,
        0,
        0
    };

    /** One stretch of zeros, and one of ones. */
    private static final double[] NOTHING = new double[STRETCH];

    private static final double[] ONES = new double[STRETCH];

    static {
        Arrays.fill(ONES, 1);
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
     * Computes e<sup>value − largest</sup>; results below e<sup>−88</sup> are raised to that.
     *
     * @param largest at least as large as every value apart from rounding
     * @param exponentials receives the results; may be the array of values
     * @param arguments scratch space
     */
    public static void exponentiate(
            double[] values, double largest, double[] exponentials, double[] arguments, int count) {
        prepare(values, arguments, count, largest);
        exponentiate(exponentials, arguments, count);
    }

    private static void prepare(double[] values, double[] arguments, int count, double largest) {
        for (int i = 0; i < count; i++) {
            arguments[i] = (Math.max(values[i] - largest, LOWEST) - LOWEST / 2) * (1 / PARTS);
        }
    }

    /**
     * Computes the exponentials of exponents from {@value #LOWEST} to 0: a Taylor polynomial around the middle of the range,
     * at a 1024th of the exponent, squared ten times. The relative error is below 1e-12.
     */
    private static void exponentiate(double[] exponentials, double[] arguments, int count) {
        polynomial(EXPONENTIAL, exponentials, arguments, count);
        square(exponentials, count, 1);
        square(exponentials, count, MIDDLE);
    }

    /** Computes e<sup>x</sup> − 1 − x for differences x up to a bound; small x keep their digits. */
    static void gain(double[] differences, double[] gains, double[] arguments, int count, double bound) {
        double scale = 1;
        while (bound * scale > SMALL) {
            scale /= 2;
        }
        multiply(differences, arguments, count, scale);
        polynomial(GAIN, gains, arguments, count);
        for (; scale < 1; scale *= 2) {
            doubleArgument(gains, arguments, count);
        }
    }

    /** Evaluates a polynomial. One shared loop is compiled once, early in the life of a cold JVM. */
    private static void polynomial(double[] coefficients, double[] sums, double[] arguments, int count) {
        Arrays.fill(sums, 0, count, coefficients[0]);
        for (int i = 1; i < coefficients.length; i += 2) {
            step(sums, arguments, count, coefficients[i], coefficients[i + 1]);
        }
    }

    /**
     * Performs two steps of Horner's rule. C2 does not unroll loops with many more operations, and without unrolling it does
     * not vectorise.
     */
    private static void step(double[] sums, double[] arguments, int count, double first, double second) {
        for (int i = 0; i < count; i++) {
            sums[i] = (sums[i] * arguments[i] + first) * arguments[i] + second;
        }
    }

    /** Squares five times. */
    private static void square(double[] values, int count, double factor) {
        for (int i = 0; i < count; i++) {
            double square = values[i] * values[i];
            square *= square;
            square *= square;
            square *= square;
            values[i] = square * square * factor;
        }
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
