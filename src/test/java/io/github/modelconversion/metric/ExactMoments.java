package io.github.modelconversion.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The metrics of a pair in exact arithmetic, by their definitions: every double is a finite decimal, so sums and products
 * of BigDecimals are exact and only the divisions are rounded, to {@value #DIGITS} digits.
 */
public record ExactMoments(BigDecimal mse, BigDecimal variance, BigDecimal meanAbsoluteError) {

    private static final int DIGITS = 80;
    private static final MathContext ROUNDED = new MathContext(DIGITS);

    public static ExactMoments of(double[] reference, double[] test) {
        BigDecimal n = BigDecimal.valueOf(reference.length);
        BigDecimal squaredErrors = BigDecimal.ZERO;
        BigDecimal absoluteErrors = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < reference.length; i++) {
            BigDecimal value = new BigDecimal(reference[i]);
            BigDecimal error = new BigDecimal(test[i]).subtract(value);
            squaredErrors = squaredErrors.add(error.multiply(error));
            absoluteErrors = absoluteErrors.add(error.abs());
            sum = sum.add(value);
            squares = squares.add(value.multiply(value));
        }
        // n · Σr² − (Σr)² is exact; so is the variance but for one division.
        BigDecimal scaledVariance = n.multiply(squares).subtract(sum.multiply(sum));
        return new ExactMoments(
                squaredErrors.divide(n, ROUNDED),
                scaledVariance.divide(n.multiply(n), ROUNDED),
                absoluteErrors.divide(n, ROUNDED));
    }

    public BigDecimal nmse() {
        return mse.divide(variance, ROUNDED);
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
