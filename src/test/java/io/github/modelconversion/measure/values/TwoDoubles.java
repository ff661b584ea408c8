package io.github.modelconversion.measure.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A number of about 106 bits as the unevaluated sum of two doubles: {@code high} is the sum rounded to double, {@code low}
 * the rest. Arithmetic has a relative error of about 2⁻¹⁰⁴, even under cancellation, and functions one of less than 1e-29,
 * as long as no double in them overflows or becomes subnormal.
 */
public record TwoDoubles(double high, double low) {

    public static final TwoDoubles ZERO = new TwoDoubles(0, 0);
    public static final TwoDoubles ONE = new TwoDoubles(1, 0);

    /** Below this exponent, e^x is less than half of the smallest double. */
    private static final double LOWEST_EXPONENT = -746;

    private static final MathContext ROUNDED = new MathContext(80);
    private static final BigDecimal LN_2 =
            new BigDecimal("0.69314718055994530941723212145817656807550013436025525412068000949339362196969472");
    private static final TwoDoubles LOG_2 = of(LN_2);

    /** An exponential is 2ᵏ times a power of the 64th root of 2 times a series. */
    private static final int STEPS = 64;

    private static final TwoDoubles[] ROOTS = roots();
    private static final BigDecimal STEP = LN_2.divide(BigDecimal.valueOf(STEPS), ROUNDED);

    private static final double STEP_LENGTH = STEP.doubleValue();

    /** The step in few enough bits that every multiple needed is a double. */
    private static final double STEP_START = (float) STEP_LENGTH;

    private static final TwoDoubles STEP_REST = of(STEP.subtract(new BigDecimal(STEP_START)));

    /** Up to here the series below is accurate to all its digits. */
    private static final double SERIES_LIMIT = 0x1p-6;

    private static final int SERIES_END = 17;

    /** From this power on, a term is small enough for a double. */
    private static final int SERIES_TAIL = 9;

    private static final double[] INVERSE_FACTORIALS = inverseFactorials(TwoDoubles::high);
    private static final double[] INVERSE_FACTORIAL_RESTS = inverseFactorials(TwoDoubles::low);

    public static TwoDoubles of(double value) {
        return new TwoDoubles(value, 0);
    }

    public static TwoDoubles of(BigDecimal value) {
        double high = value.doubleValue();
        return sum(high, value.subtract(new BigDecimal(high)).doubleValue());
    }

    /** Returns a + b without error. */
    public static TwoDoubles sum(double a, double b) {
        double high = a + b;
        double ofB = high - a;
        return new TwoDoubles(high, (a - (high - ofB)) + (b - ofB));
    }

    /** Returns a − b without error. */
    public static TwoDoubles difference(double a, double b) {
        return sum(a, -b);
    }

    /** Returns a · b without error. */
    public static TwoDoubles product(double a, double b) {
        double high = a * b;
        return new TwoDoubles(high, Math.fma(a, b, -high));
    }

    public TwoDoubles plus(TwoDoubles other) {
        TwoDoubles highs = sum(high, other.high);
        TwoDoubles lows = sum(low, other.low);
        TwoDoubles most = ordered(highs.high, highs.low + lows.high);
        return ordered(most.high, most.low + lows.low);
    }

    public TwoDoubles minus(TwoDoubles other) {
        return plus(other.negated());
    }

    public TwoDoubles negated() {
        return new TwoDoubles(-high, -low);
    }

    public TwoDoubles times(TwoDoubles other) {
        TwoDoubles highs = product(high, other.high);
        double mixed = Math.fma(high, other.low, Math.fma(low, other.high, low * other.low));
        return ordered(highs.high, highs.low + mixed);
    }

    public TwoDoubles squared() {
        return times(this);
    }

    public TwoDoubles dividedBy(TwoDoubles other) {
        double first = high / other.high;
        TwoDoubles rest = minus(other.times(of(first)));
        double second = rest.high / other.high;
        double third = rest.minus(other.times(of(second))).high / other.high;
        return sum(first, second).plus(of(third));
    }

    public TwoDoubles squareRoot() {
        if (high == 0) {
            return ZERO;
        }
        double root = Math.sqrt(high);
        return sum(root, minus(product(root, root)).high / (2 * root));
    }

    /** Returns this · 2ᵏ. */
    public TwoDoubles scaled(int k) {
        return new TwoDoubles(Math.scalb(high, k), Math.scalb(low, k));
    }

    /** Returns e to the power of this, which is at most 709; less precise for this below ln 1e-290. */
    public TwoDoubles exponential() {
        if (high < LOWEST_EXPONENT) {
            return ZERO;
        }
        int steps = (int) Math.rint(high / STEP_LENGTH);
        TwoDoubles rest = minus(of(steps * STEP_START)).minus(STEP_REST.times(of(steps)));
        TwoDoubles series = rest.exponentialExcess().plus(rest).plus(ONE);
        return ROOTS[Math.floorMod(steps, STEPS)].times(series).scaled(Math.floorDiv(steps, STEPS));
    }

    /** Whether eˣ − 1 − x is more accurate from {@link #exponentialExcess()} than from {@link #exponential()}. */
    public boolean isSmall() {
        return Math.abs(high) <= SERIES_LIMIT;
    }

    /** Returns eˣ − 1 − x for a small x, to all digits; in plain doubles, because most of the time is spent here. */
    public TwoDoubles exponentialExcess() {
        double tail = 0;
        for (int k = SERIES_END; k >= SERIES_TAIL; k--) {
            tail = tail * high + INVERSE_FACTORIALS[k];
        }
        double sum = tail;
        double rest = 0;
        for (int k = SERIES_TAIL - 1; k >= 2; k--) {
            double product = sum * high;
            double error = Math.fma(sum, high, -product) + (sum * low + rest * high);
            double next = INVERSE_FACTORIALS[k] + product;
            error += product - (next - INVERSE_FACTORIALS[k]) + INVERSE_FACTORIAL_RESTS[k];
            sum = next + error;
            rest = error - (sum - next);
        }
        return squared().times(new TwoDoubles(sum, rest));
    }

    /** Returns the natural logarithm: that of a nearby double plus that of the remaining factor, which is about 1. */
    public TwoDoubles logarithm() {
        int exponent = Math.getExponent(high * Math.sqrt(2));
        TwoDoubles mantissa = scaled(-exponent);
        TwoDoubles near = of(Math.log(mantissa.high));
        TwoDoubles error = mantissa.times(near.negated().exponentialLessOne()).plus(mantissa.minus(ONE));
        TwoDoubles correction = error.minus(error.squared().scaled(-1));
        return LOG_2.times(of(exponent)).plus(near.plus(correction));
    }

    private TwoDoubles exponentialLessOne() {
        return isSmall() ? plus(exponentialExcess()) : exponential().minus(ONE);
    }

    public double toDouble() {
        return high;
    }

    public BigDecimal toBigDecimal() {
        return new BigDecimal(high).add(new BigDecimal(low));
    }

    /** Returns a + b without error where |a| ≥ |b|. */
    private static TwoDoubles ordered(double a, double b) {
        double high = a + b;
        return new TwoDoubles(high, b - (high - a));
    }

    private static TwoDoubles[] roots() {
        BigDecimal root = BigDecimal.valueOf(2);
        for (int halved = STEPS; halved > 1; halved /= 2) {
            root = root.sqrt(ROUNDED);
        }
        BigDecimal first = root;
        return IntStream.range(0, STEPS)
                .mapToObj(k -> of(first.pow(k, ROUNDED)))
                .toArray(TwoDoubles[]::new);
    }

    private static double[] inverseFactorials(ToDoubleFunction<TwoDoubles> part) {
        double[] inverses = new double[SERIES_END + 1];
        BigDecimal factorial = BigDecimal.ONE;
        for (int k = 0; k < inverses.length; k++) {
            factorial = factorial.multiply(BigDecimal.valueOf(Math.max(k, 1)));
            inverses[k] = part.applyAsDouble(of(BigDecimal.ONE.divide(factorial, ROUNDED)));
        }
        return inverses;
    }
}
