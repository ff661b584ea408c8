package io.github.modelconversion.measure.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum without rounding error, independent of the order of its terms. It is held as non-overlapping doubles: Shewchuk,
 * "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", Discrete and Computational Geometry
 * 18 (1997), doi:10.1007/PL00009321, section 2.3. NaN once it exceeds a double's range. Not safe for use by several threads.
 */
public final class ExactSum {

    private static final int USUAL_PARTS = 4;

    /** Nonoverlapping parts from the smallest to the largest; none of them is 0. */
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

    /** Adds a sum given by its digits. */
    public void add(List<Double> digits) {
        digits.forEach(this::add);
    }

    /**
     * Returns the sum as doubles: its rounded value, then the rounded remainder, and so on; equal sums have equal digits.
     * Empty for 0; a single value if the sum is not finite.
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

    /** Rounds to the nearest double, ties to even. */
    private double rounded() {
        double high = parts[count - 1];
        double low = 0;
        int i = count - 1;
        while (i > 0 && low == 0) {
            double sum = high + parts[--i];
            low = parts[i] - (sum - high);
            high = sum;
        }
        // If the rest is exactly halfway between two doubles, the remaining parts decide.
        boolean away = i > 0 && Math.signum(low) == Math.signum(parts[i - 1]);
        double doubled = 2 * low;
        double next = high + doubled;
        return away && doubled == next - high ? next : high;
    }
}
