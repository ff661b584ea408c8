package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.measurement.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** The test is the reference plus a constant, the same for all values of a row. */
public final class ConstantShift implements Cause {

    /** Mean KL divergence in nats below which predictions are the same; published F16 against BF16 has 2.5e-5. */
    private static final double SAME_PREDICTIONS = 1e-4;

    @Override
    public boolean isSeenInSomeEntries() {
        return true;
    }

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        double[] shifts = meanShifts(sample, sample::reference, sample::test);
        double remains = sample.nmse(i -> sample.reference(i) + shifts[i / sample.width()], sample::test);
        return Optional.of(
                new Claim(Code.CONSTANT_SHIFT, 1, sample.nmse(), remains, () -> statement(shifts, evidence)));
    }

    /** Returns, for each row, the mean of one − other over the entries in which neither is NaN. */
    static double[] meanShifts(RowSample sample, IntToDoubleFunction one, IntToDoubleFunction other) {
        double[] shifts = new double[sample.rows()];
        Arrays.setAll(shifts, row -> meanShift(sample, row, one, other));
        return shifts;
    }

    private static double meanShift(RowSample sample, int row, IntToDoubleFunction one, IntToDoubleFunction other) {
        double sum = 0;
        int count = 0;
        for (int i = row * sample.width(); i < (row + 1) * sample.width(); i++) {
            double shift = other.applyAsDouble(i) - one.applyAsDouble(i);
            if (!Double.isNaN(shift)) {
                sum += shift;
                count++;
            }
        }
        return sum / count;
    }

    private static Claim.Statement statement(double[] shifts, Evidence evidence) {
        double lowest = Arrays.stream(shifts).min().orElseThrow();
        double highest = Arrays.stream(shifts).max().orElseThrow();
        Numbers numbers = Numbers.of("lowestShift", lowest).and("highestShift", highest);
        double divergence = evidence.metric(Metric.MEAN_KL_DIVERGENCE).orElse(Double.NaN);
        boolean samePredictions = divergence <= SAME_PREDICTIONS;
        if (samePredictions) {
            numbers.and("meanKlDivergence", divergence);
        }
        return new Claim.Statement(
                shifts.length == 1
                        ? String.format(Locale.ROOT, "the test is the reference %s", signed(lowest))
                        : String.format(
                                Locale.ROOT,
                                "each row of the test is the reference's row plus a constant, %.6g to %.6g",
                                lowest,
                                highest),
                "One side subtracted its maximum or its mean, or lacks a bias"
                        + (samePredictions
                                ? String.format(
                                        Locale.ROOT,
                                        "; predictions are unchanged (mean KL divergence %.2e nats). Write both sides before"
                                                + " that step, or both after it",
                                        divergence)
                                : ""),
                numbers);
    }

    static String signed(double shift) {
        return String.format(Locale.ROOT, shift < 0 ? "- %.6g" : "+ %.6g", Math.abs(shift));
    }
}
