package io.github.modelconversion.judge.cause;

import io.github.modelconversion.judge.evidence.Claim;
import io.github.modelconversion.judge.evidence.Evidence;
import io.github.modelconversion.judge.evidence.Numbers;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.result.Finding.Code;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** One side is the softmax of the other, or its logarithm: saved after the last step instead of before it. */
public final class SoftmaxOutput implements Cause {

    /** Largest deviation of a row's sum of probabilities from 1. */
    private static final double TOLERANCE = 1e-3;

    private final Code code;
    private final double highest;
    private final double lowest;
    private final DoubleUnaryOperator probability;
    private final DoubleUnaryOperator logarithm;
    private final String words;

    /**
     * Creates the cause.
     *
     * @param code {@link Code#LOG_PROBABILITIES} or {@link Code#PROBABILITIES}
     */
    public SoftmaxOutput(Code code) {
        boolean logarithms = code == Code.LOG_PROBABILITIES;
        this.code = code;
        this.lowest = logarithms ? Double.NEGATIVE_INFINITY : 0;
        this.highest = logarithms ? 0 : 1;
        this.probability = logarithms ? StrictMath::exp : value -> value;
        this.logarithm = logarithms ? value -> value : SoftmaxOutput::logarithm;
        this.words = logarithms ? "log-softmax" : "softmax";
    }

    @Override
    public Optional<Claim> examine(Evidence evidence, RowSample sample) {
        boolean reference = isOutput(sample, sample::reference);
        boolean test = isOutput(sample, sample::test);
        if (!evidence.kind().hasDistributions() || reference == test) {
            return Optional.empty();
        }
        return Optional.of(
                test
                        ? claim("test", "reference", sample, sample::reference, sample::test)
                        : claim("reference", "test", sample, sample::test, sample::reference));
    }

    private Claim claim(
            String side, String other, RowSample sample, IntToDoubleFunction logits, IntToDoubleFunction output) {
        double[] logarithms = new double[sample.size()];
        Arrays.setAll(logarithms, i -> logarithm.applyAsDouble(output.applyAsDouble(i)));
        // A softmax does not reveal a constant added to its row. The proof is that the row adds up to 1, not a fit.
        double[] shifts = ConstantShift.meanShifts(sample, logits, i -> logarithms[i]);
        double remains = sample.nmse(i -> logits.applyAsDouble(i) + shifts[i / sample.width()], i -> logarithms[i]);
        return new Claim(
                code,
                0,
                sample.nmse(),
                remains,
                () -> new Claim.Statement(
                        "the " + side + " is the " + words + " of the " + other,
                        "The " + side + " was saved after the softmax: save the logits before it on both sides",
                        new Numbers()));
    }

    private boolean isOutput(RowSample sample, IntToDoubleFunction side) {
        for (int i = 0; i < sample.size(); i++) {
            double value = side.applyAsDouble(i);
            if (value < lowest || value > highest) {
                return false;
            }
        }
        for (int row = 0; row < sample.rows(); row++) {
            double sum = 0;
            boolean empty = true;
            for (int i = row * sample.width(); i < (row + 1) * sample.width(); i++) {
                double share = probability.applyAsDouble(side.applyAsDouble(i));
                empty &= Double.isNaN(share);
                sum += Double.isNaN(share) ? 0 : share;
            }
            if (!empty && Math.abs(sum - 1) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether all rows of both sides are probabilities. */
    public static boolean isOnBothSides(RowSample sample) {
        SoftmaxOutput probabilities = new SoftmaxOutput(Code.PROBABILITIES);
        return probabilities.isOutput(sample, sample::reference) && probabilities.isOutput(sample, sample::test);
    }

    /** Returns the logarithm. A probability below the smallest normal float32 has lost its digits. */
    private static double logarithm(double probability) {
        return probability < Float.MIN_NORMAL ? Double.NaN : StrictMath.log(probability);
    }
}
