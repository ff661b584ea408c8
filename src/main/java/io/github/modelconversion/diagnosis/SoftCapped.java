package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** One side is c · tanh(other ÷ c) for some c. */
final class SoftCapped implements Cause {

    /** The cap is searched with so many entries, spread evenly: the curve is the same for all of them. */
    private static final int SEARCHED = 2048;

    /** No value is larger than the cap, save by noise. */
    private static final double LOWEST_CAP = 0.9;

    /** Times the largest value: from there on the curve changes the NMSE by less than 1e-4. */
    private static final double HIGHEST_CAP = 10;

    /** Gained so many times among them, the cap is tried on all entries. */
    private static final double WORTH_A_LOOK = 10;

    private static final int GRID = 24;
    private static final int REFINEMENTS = 24;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    @Override
    public Optional<Claim> examine(Evidence evidence, Sample sample) {
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
            Sample sample,
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
        DoubleUnaryOperator error = cap -> Sample.nmse(count, i -> cap(few.applyAsDouble(i), cap), fewBounded);
        double cap = best(error, LOWEST_CAP * largest, HIGHEST_CAP * largest);
        if (error.applyAsDouble(cap) * WORTH_A_LOOK > Sample.nmse(count, few, fewBounded)) {
            return Optional.empty();
        }
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

    private static double largest(Sample sample, IntToDoubleFunction side) {
        double largest = 0;
        for (int i = 0; i < sample.size(); i++) {
            largest = Math.max(largest, Double.isNaN(side.applyAsDouble(i)) ? 0 : Math.abs(side.applyAsDouble(i)));
        }
        return largest;
    }

    /** Returns where a function of one valley is lowest: a logarithmic grid, then a golden-section search. */
    private static double best(DoubleUnaryOperator error, double lowest, double highest) {
        double ratio = StrictMath.pow(highest / lowest, 1.0 / GRID);
        double start = lowest;
        double least = Double.POSITIVE_INFINITY;
        double cap = lowest;
        for (int i = 0; i <= GRID; i++) {
            double here = error.applyAsDouble(cap);
            if (here < least) {
                least = here;
                start = cap;
            }
            cap *= ratio;
        }
        double left = start / ratio;
        double right = start * ratio;
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
