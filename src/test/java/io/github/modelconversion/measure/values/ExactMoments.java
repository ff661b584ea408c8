package io.github.modelconversion.measure.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The metrics of a pair in exact arithmetic, by their definitions. Every double is an integer multiple of a power of two,
 * so sums and products are exact; only divisions and roots are rounded, to {@value #DIGITS} digits.
 *
 * @param n number of pairs
 * @param errors Σ(t − r)
 * @param absoluteErrors Σ|t − r|
 * @param squaredErrors Σ(t − r)²
 * @param sum Σr
 * @param squares Σr²
 * @param products Σr(t − r)
 */
public record ExactMoments(
        BigDecimal n,
        BigDecimal errors,
        BigDecimal absoluteErrors,
        BigDecimal squaredErrors,
        BigDecimal sum,
        BigDecimal squares,
        BigDecimal products) {

    private static final int DIGITS = 80;
    private static final MathContext ROUNDED = new MathContext(DIGITS);

    public static ExactMoments of(double[] reference, double[] test) {
        int unit = DoubleStream.concat(Arrays.stream(reference), Arrays.stream(test))
                .filter(value -> value != 0)
                .mapToInt(ExactMoments::exponentOfLastBit)
                .min()
                .orElse(0);
        BigInteger errors = BigInteger.ZERO;
        BigInteger absoluteErrors = BigInteger.ZERO;
        BigInteger squaredErrors = BigInteger.ZERO;
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        BigInteger products = BigInteger.ZERO;
        for (int i = 0; i < reference.length; i++) {
            BigInteger value = multiple(reference[i], unit);
            BigInteger error = multiple(test[i], unit).subtract(value);
            errors = errors.add(error);
            absoluteErrors = absoluteErrors.add(error.abs());
            squaredErrors = squaredErrors.add(error.multiply(error));
            sum = sum.add(value);
            squares = squares.add(value.multiply(value));
            products = products.add(value.multiply(error));
        }
        return new ExactMoments(
                BigDecimal.valueOf(reference.length),
                scaled(errors, unit),
                scaled(absoluteErrors, unit),
                scaled(squaredErrors, 2 * unit),
                scaled(sum, unit),
                scaled(squares, 2 * unit),
                scaled(products, 2 * unit));
    }

    /** Returns value ÷ 2ᵏ, an integer. */
    private static BigInteger multiple(double value, int k) {
        if (value == 0) {
            return BigInteger.ZERO;
        }
        int exponent = exponentOfLastBit(value);
        long multiple = (long) Math.scalb(value, -exponent);
        return BigInteger.valueOf(multiple).shiftLeft(exponent - k);
    }

    private static int exponentOfLastBit(double value) {
        return Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
    }

    /** Returns value · 2ᵏ without rounding. */
    private static BigDecimal scaled(BigInteger value, int k) {
        return k < 0
                ? new BigDecimal(value.multiply(BigInteger.valueOf(5).pow(-k)), -k)
                : new BigDecimal(value.shiftLeft(k));
    }

    public BigDecimal mse() {
        return mean(squaredErrors);
    }

    public BigDecimal meanAbsoluteError() {
        return mean(absoluteErrors);
    }

    public BigDecimal meanShift() {
        return mean(errors);
    }

    public BigDecimal variance() {
        return covariance(squares, sum, sum);
    }

    public BigDecimal nmse() {
        return mse().divide(variance(), ROUNDED);
    }

    public BigDecimal centeredNmse() {
        return errorVariance().divide(variance(), ROUNDED);
    }

    public BigDecimal meanSquareNmse() {
        return squaredErrors.divide(squares, ROUNDED);
    }

    public BigDecimal slope() {
        return testCovariance().divide(variance(), ROUNDED);
    }

    public BigDecimal correlation() {
        return testCovariance().divide(variance().multiply(testVariance()).sqrt(ROUNDED), ROUNDED);
    }

    public BigDecimal testVariance() {
        BigDecimal tests = sum.add(errors);
        return covariance(squares.add(products).add(products).add(squaredErrors), tests, tests);
    }

    private BigDecimal testCovariance() {
        return covariance(squares.add(products), sum, sum.add(errors));
    }

    private BigDecimal errorVariance() {
        return covariance(squaredErrors, errors, errors);
    }

    /** Returns (n · Σxy − Σx · Σy) ÷ n²; only the division is rounded. */
    private BigDecimal covariance(BigDecimal products, BigDecimal first, BigDecimal second) {
        return n.multiply(products).subtract(first.multiply(second)).divide(n.multiply(n), ROUNDED);
    }

    private BigDecimal mean(BigDecimal total) {
        return total.divide(n, ROUNDED);
    }

    /** Returns the distance of a double from an exact value, in units in the last place of that value rounded to double. */
    public static double ulps(double computed, BigDecimal exact) {
        BigDecimal ulp = new BigDecimal(Math.ulp(exact.doubleValue()));
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(ulp, MathContext.DECIMAL32)
                .doubleValue();
    }
}
