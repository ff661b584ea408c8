package io.github.modelconversion.measure.sum;

/**
 * A number held as the unevaluated sum of two doubles, which gives about 106 bits of precision.
 *
 * <p>The error-free transformations are those of Dekker, "A floating-point technique for extending the available
 * precision", Numerische Mathematik 18 (1971), doi:10.1007/BF01397083, and of Knuth, The Art of Computer Programming,
 * volume 2, section 4.2.2. Products split their factors instead of using a fused multiply-add, which is very slow on
 * processors without one; a factor beyond 2<sup>996</sup> therefore gives NaN. Immutable.
 *
 * @param high the number rounded to double
 * @param low the rounding remainder, at most half a unit in the last place of {@code high}
 */
public record DoubleDouble(double high, double low) {

    static final DoubleDouble ZERO = new DoubleDouble(0, 0);

    /** 2<sup>27</sup> + 1, which halves the 53 bits of a double. */
    private static final double SPLITTER = 134_217_729.0;

    public static DoubleDouble of(double value) {
        return new DoubleDouble(value, 0);
    }

    /** Returns {@code a - b} without an error. */
    static DoubleDouble difference(double a, double b) {
        double difference = a - b;
        return new DoubleDouble(difference, roundingOfSum(a, -b, difference));
    }

    DoubleDouble plus(DoubleDouble other) {
        return plus(other.high, other.low);
    }

    public DoubleDouble minus(DoubleDouble other) {
        return plus(-other.high, -other.low);
    }

    private DoubleDouble plus(double otherHigh, double otherLow) {
        double sum = high + otherHigh;
        return normalised(sum, roundingOfSum(high, otherHigh, sum) + (low + otherLow));
    }

    public DoubleDouble times(DoubleDouble other) {
        double product = high * other.high;
        double rest = roundingOfProduct(high, other.high, product) + (high * other.low + low * other.high);
        return normalised(product, rest);
    }

    DoubleDouble times(double factor) {
        double product = high * factor;
        return normalised(product, roundingOfProduct(high, factor, product) + low * factor);
    }

    /** Long division: three quotient digits of a double each. */
    public DoubleDouble dividedBy(DoubleDouble divisor) {
        double first = high / divisor.high;
        DoubleDouble rest = minus(divisor.times(first));
        double second = rest.high / divisor.high;
        rest = rest.minus(divisor.times(second));
        return normalised(first, second).plus(rest.high / divisor.high, 0);
    }

    DoubleDouble absolute() {
        return high < 0 ? new DoubleDouble(-high, -low) : this;
    }

    /** Returns the number rounded to double. */
    public double value() {
        return high + low;
    }

    /** Returns the rounding error of {@code a + b} against {@code sum}. */
    static double roundingOfSum(double a, double b, double sum) {
        double bRounded = sum - a;
        return (a - (sum - bRounded)) + (b - bRounded);
    }

    private static double roundingOfProduct(double a, double b, double product) {
        double aHigh = upperHalf(a);
        double aLow = a - aHigh;
        double bHigh = upperHalf(b);
        double bLow = b - bHigh;
        return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
    }

    private static double upperHalf(double a) {
        double scaled = SPLITTER * a;
        return scaled - (scaled - a);
    }

    /** Returns the sum of two doubles, the first being the larger in magnitude. */
    private static DoubleDouble normalised(double larger, double smaller) {
        double sum = larger + smaller;
        return new DoubleDouble(sum, smaller - (sum - larger));
    }
}
