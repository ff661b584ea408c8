package io.github.modelconversion.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The metrics of a pair in exact arithmetic, by their definitions: every double is a finite decimal, so sums and products
 * of BigDecimals are exact and only divisions and roots are rounded, to {@value #DIGITS} digits.
 *
 * @param n how many pairs
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
        BigDecimal errors = BigDecimal.ZERO;
        BigDecimal absoluteErrors = BigDecimal.ZERO;
        BigDecimal squaredErrors = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        BigDecimal products = BigDecimal.ZERO;
        for (int i = 0; i < reference.length; i++) {
            BigDecimal value = new BigDecimal(reference[i]);
            BigDecimal error = new BigDecimal(test[i]).subtract(value);
            errors = errors.add(error);
            absoluteErrors = absoluteErrors.add(error.abs());
            squaredErrors = squaredErrors.add(error.multiply(error));
            sum = sum.add(value);
            squares = squares.add(value.multiply(value));
            products = products.add(value.multiply(error));
        }
        return new ExactMoments(
                BigDecimal.valueOf(reference.length), errors, absoluteErrors, squaredErrors, sum, squares, products);
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
        BigDecimal testVariance = variance()
                .add(errorCovariance().multiply(BigDecimal.valueOf(2)))
                .add(errorVariance());
        return testCovariance().divide(variance().multiply(testVariance).sqrt(ROUNDED), ROUNDED);
    }

    private BigDecimal testCovariance() {
        return variance().add(errorCovariance());
    }

    private BigDecimal errorCovariance() {
        return covariance(products, sum, errors);
    }

    private BigDecimal errorVariance() {
        return covariance(squaredErrors, errors, errors);
    }

    /** Returns (n · Σxy − Σx · Σy) ÷ n², of which only the division is rounded. */
    private BigDecimal covariance(BigDecimal products, BigDecimal first, BigDecimal second) {
        return n.multiply(products).subtract(first.multiply(second)).divide(n.multiply(n), ROUNDED);
    }

    private BigDecimal mean(BigDecimal total) {
        return total.divide(n, ROUNDED);
    }

    /** Returns how far a double is from an exact value, in units in the last place of that value rounded to double. */
    public static double ulps(double computed, BigDecimal exact) {
        BigDecimal ulp = new BigDecimal(Math.ulp(exact.doubleValue()));
        return new BigDecimal(computed)
                .subtract(exact)
                .abs()
                .divide(ulp, MathContext.DECIMAL32)
                .doubleValue();
    }
}
