package io.github.modelconversion.judge.evidence;

import io.github.modelconversion.judge.Causes;
import io.github.modelconversion.judge.cause.Cause;
import io.github.modelconversion.measure.sample.RowSample;
import io.github.modelconversion.measure.sum.PairKernel;
import io.github.modelconversion.measure.values.RowRun;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.output.OutputKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Values of both sides in memory, for the tests of causes. */
public final class PairOfValues {

    public static final int WIDTH = 127;

    /** Every multiple of 1/8 from -63/8 to 63/8 once, in mixed order: mean 0, variance 21. */
    public static final double[] REFERENCE = values(WIDTH, i -> (i * 61 % WIDTH - (WIDTH - 1) / 2) / 8.0);

    public static final double MASKED = Double.NEGATIVE_INFINITY;

    private final int width;
    private final double[] reference;
    private final double[] test;

    /**
     * Creates a pair.
     *
     * @param width number of values in a row
     * @param reference the reference's values, row after row
     * @param test the test's values
     */
    public PairOfValues(int width, double[] reference, double[] test) {
        this.width = width;
        this.reference = reference;
        this.test = test;
    }

    public static PairOfValues of(double[] reference, double[] test) {
        return new PairOfValues(Math.min(WIDTH, reference.length), reference, test);
    }

    public static double[] values(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        Arrays.setAll(values, value);
        return values;
    }

    public static double[] each(double[] values, DoubleUnaryOperator change) {
        return Arrays.stream(values).map(change).toArray();
    }

    public static double[] noise(int count, double deviation) {
        Random random = new Random(7);
        return values(count, i -> deviation * random.nextGaussian());
    }

    public static double[] plus(double[] one, double[] other) {
        return values(one.length, i -> one[i] + other[i]);
    }

    /** Returns {@code count} rows of {@link #REFERENCE}. */
    public static double[] rows(int count) {
        return values(count * WIDTH, i -> REFERENCE[i % WIDTH]);
    }

    public static double number(Finding finding, String name) {
        return Objects.requireNonNull(finding.evidence().get(name)).doubleValue();
    }

    public void mask(int entry) {
        reference[entry] = MASKED;
        test[entry] = MASKED;
    }

    public void addToTest(int entry, double error) {
        test[entry] += error;
    }

    public Evidence evidence(OutputKind kind, double usual) {
        RowRun run = new RowRun(reference.length, width, kind.hasDistributions());
        run.clear(0);
        run.add(reference, test, reference.length, new PairKernel(reference.length));
        return EvidenceOfValues.of(kind, width, reference, test, run.measurement(), usual);
    }

    public RowSample sample() {
        return EvidenceOfValues.sample(width, reference, test);
    }

    public List<Finding> causes(double usual) {
        return Causes.of(evidence(OutputKind.LOGITS, usual));
    }

    /** Returns the codes of the causes that are reported for an unknown type. */
    public List<Code> codes() {
        return causes(Standards.LARGEST_USUAL_NMSE).stream().map(Finding::code).toList();
    }

    /** Returns the claim of one cause, whether it holds or not. */
    public Optional<Claim> claim(Cause cause) {
        return cause.examine(evidence(OutputKind.LOGITS, Standards.LARGEST_USUAL_NMSE), sample());
    }

    /** Returns the relation claimed by one cause. */
    public String relation(Cause cause) {
        return claim(cause).orElseThrow().statement().get().relation();
    }
}
