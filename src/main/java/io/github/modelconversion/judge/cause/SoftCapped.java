package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** One side is c · tanh(other ÷ c) for some c. */
public final class SoftCapped implements Cause {

    /** Number of evenly spread entries to search the cap with; the curve is the same for all entries. */
    private static final int SEARCHED = 512;

    /** Lowest cap to try, as a multiple of the largest value: only noise exceeds the cap. */
    private static final double LOWEST_CAP = 0.9;

    /** Highest cap to try, as a multiple of the largest value; above it the curve changes the NMSE by less than 1e-4. */
    private static final double HIGHEST_CAP = 10;

    /**
     * Smallest gain on the grid that is worth refining. The best cap on the grid is at most 8 % off; there the correct cap
     * gains about 30 times.
     */
    private static final double WORTH_A_LOOK = 3;

    private static final int GRID = 16;
    private static final int REFINEMENTS = 24;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    @Override
    public boolean isSeenInSomeEntries() {
        return true;
    }

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        if (!evidence.kind().hasDistributions()) {
            return Optional.empty();
        }
        double largestReference = largest(sample, sample::reference);
        double largestTest = largest(sample, sample::test);
        // A cap only makes values smaller.
        return largestTest < largestReference
                ? claim("test", "reference", sample, sample::reference, sample::test, largestTest)
                : claim("reference", "test", sample, sample::test, sample::reference, largestReference);
    }

    private static Optional<Claim> claim(
            String capped,
            String other,
            RowSample sample,
            IntToDoubleFunction free,
            IntToDoubleFunction bounded,
            double largest) {
        if (largest == 0) {
            return Optional.empty();
        }
        int step = Math.max(1, sample.size() / SEARCHED);
        int count = sample.size() / step;
        IntToDoubleFunction few = i -> free.applyAsDouble(i * step);
        IntToDoubleFunction fewBounded = i -> bounded.applyAsDouble(i * step);
        DoubleUnaryOperator error = cap -> RowSample.nmse(count, i -> cap(few.applyAsDouble(i), cap), fewBounded);
        double ratio = StrictMath.pow(HIGHEST_CAP / LOWEST_CAP, 1.0 / GRID);
        double near = best(error, LOWEST_CAP * largest, ratio);
        if (error.applyAsDouble(near) * WORTH_A_LOOK > RowSample.nmse(count, few, fewBounded)) {
            return Optional.empty();
        }
        double cap = refined(error, near / ratio, near * ratio);
        double remains = sample.nmse(i -> cap(free.applyAsDouble(i), cap), bounded);
        return Optional.of(new Claim(
                Code.SOFT_CAPPED,
                1,
                sample.nmse(),
                remains,
                () -> new Claim.Statement(
                        String.format(
                                Locale.ROOT, "the %1$s is c * tanh(%2$s / c) with c = %3$.4g", capped, other, cap),
                        "The final logit soft-capping is applied on the " + capped
                                + " only (Gemma 2 has it, with c = 30): apply it on both sides",
                        Numbers.of("cap", cap))));
    }

    private static double cap(double value, double cap) {
        return cap * StrictMath.tanh(value / cap);
    }

    private static double largest(RowSample sample, IntToDoubleFunction side) {
        double largest = 0;
        for (int i = 0; i < sample.size(); i++) {
            largest = Math.max(largest, Double.isNaN(side.applyAsDouble(i)) ? 0 : Math.abs(side.applyAsDouble(i)));
        }
        return largest;
    }

    /** Returns the cap on a logarithmic grid that leaves the smallest error. */
    private static double best(DoubleUnaryOperator error, double lowest, double ratio) {
        double best = lowest;
        double least = Double.POSITIVE_INFINITY;
        double cap = lowest;
        for (int i = 0; i <= GRID; i++) {
            double here = error.applyAsDouble(cap);
            if (here < least) {
                least = here;
                best = cap;
            }
            cap *= ratio;
        }
        return best;
    }

    /** Returns the minimum of a unimodal function, by golden-section search. */
    private static double refined(DoubleUnaryOperator error, double from, double to) {
        double left = from;
        double right = to;
        for (int i = 0; i < REFINEMENTS; i++) {
            double first = right - GOLDEN * (right - left);
            double second = left + GOLDEN * (right - left);
            if (error.applyAsDouble(first) <= error.applyAsDouble(second)) {
                right = second;
            } else {
                left = first;
            }
        }
        return (left + right) / 2;
    }
}
