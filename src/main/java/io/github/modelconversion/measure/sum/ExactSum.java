package io.github.modelconversion.measure.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum without a rounding error, so it is the same in whatever order its terms are added. It is held as doubles that do not
 * overlap: Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", Discrete and
 * Computational Geometry 18 (1997), doi:10.1007/PL00009321, section 2.3. Not a number once it exceeds a double's range. Not
 * safe for use by several threads.
 */
public final class ExactSum {

    private static final int USUAL_PARTS = 4;

    /** From the smallest to the largest, none of them 0. */
    private double[] parts = new double[USUAL_PARTS];

    private int count;

    public void add(double term) {
        double carry = term;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            double sum = carry + parts[i];
            double rounding = DoubleDouble.roundingOfSum(carry, parts[i], sum);
            if (rounding != 0) {
                parts[kept++] = rounding;
            }
            carry = sum;
        }
        if (carry != 0) {
            parts = kept < parts.length ? parts : Arrays.copyOf(parts, 2 * kept);
            parts[kept++] = carry;
        }
        count = kept;
    }

    public void add(DoubleDouble term) {
        add(term.low());
        add(term.high());
    }

    public void combine(ExactSum other) {
        add(other.digits());
    }

    /** Adds the digits of a sum. */
    public void add(List<Double> digits) {
        digits.forEach(this::add);
    }

    /**
     * Returns the sum as doubles, each of which is what the ones before it leave, rounded: equal sums have equal digits. None
     * for 0; a single one where the sum is not finite.
     */
    public List<Double> digits() {
        ExactSum rest = new ExactSum();
        rest.parts = Arrays.copyOf(parts, Math.max(count, 1));
        rest.count = count;
        List<Double> digits = new ArrayList<>();
        while (rest.count > 0) {
            double digit = rest.rounded();
            digits.add(digit);
            if (!Double.isFinite(digit)) {
                return List.of(Double.NaN);
            }
            rest.add(-digit);
        }
        return digits;
    }

    /** Returns the sum rounded to two doubles. */
    public DoubleDouble value() {
        List<Double> digits = digits();
        return new DoubleDouble(digits.isEmpty() ? 0 : digits.get(0), digits.size() < 2 ? 0 : digits.get(1));
    }

    /** Rounds to the nearest double, of two that are as near the even one. */
    private double rounded() {
        double high = parts[count - 1];
        double low = 0;
        int i = count - 1;
        while (i > 0 && low == 0) {
            double sum = high + parts[--i];
            low = parts[i] - (sum - high);
            high = sum;
        }
        // What is left decides where the rest lies in the middle between two doubles.
        boolean away = i > 0 && Math.signum(low) == Math.signum(parts[i - 1]);
        double doubled = 2 * low;
        double next = high + doubled;
        return away && doubled == next - high ? next : high;
    }
}
