package io.github.modelconversion.diagnosis;

import io.github.modelconversion.diagnosis.Finding.Code;
import io.github.modelconversion.logits.OutputKind;
import io.github.modelconversion.metric.PairKernel;
import io.github.modelconversion.metric.RowRun;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** Values of both sides, for the causes. */
final class PairOfValues {

    static final int WIDTH = 127;

    /** Every multiple of 1/8 from -63/8 to 63/8 once, in no order: their mean is 0, their variance 21. */
    static final double[] REFERENCE = values(WIDTH, i -> (i * 61 % WIDTH - (WIDTH - 1) / 2) / 8.0);

    static final double MASKED = Double.NEGATIVE_INFINITY;

    private final int width;
    private final double[] reference;
    private final double[] test;

    /**
     * Creates a pair.
     *
     * @param width how many values a row has
     * @param reference the reference's values, one row after the other
     * @param test the test's values
     */
    PairOfValues(int width, double[] reference, double[] test) {
        this.width = width;
        this.reference = reference;
        this.test = test;
    }

    static PairOfValues of(double[] reference, double[] test) {
        return new PairOfValues(Math.min(WIDTH, reference.length), reference, test);
    }

    static double[] values(int count, IntToDoubleFunction value) {
        double[] values = new double[count];
        Arrays.setAll(values, value);
        return values;
    }

    static double[] each(double[] values, DoubleUnaryOperator change) {
        return Arrays.stream(values).map(change).toArray();
    }

    static double[] noise(int count, double deviation) {
        Random random = new Random(7);
        return values(count, i -> deviation * random.nextGaussian());
    }

    static double[] plus(double[] one, double[] other) {
        return values(one.length, i -> one[i] + other[i]);
    }

    /** Returns so many rows of {@link #REFERENCE}. */
    static double[] rows(int count) {
        return values(count * WIDTH, i -> REFERENCE[i % WIDTH]);
    }

    static double number(Finding finding, String name) {
        return Objects.requireNonNull(finding.evidence().get(name)).doubleValue();
    }

    void mask(int entry) {
        reference[entry] = MASKED;
        test[entry] = MASKED;
    }

    void addToTest(int entry, double error) {
        test[entry] += error;
    }

    Evidence evidence(OutputKind kind, double usual) {
        RowRun run = new RowRun(reference.length, width, kind.hasDistributions());
        run.clear(0);
        run.add(reference, test, reference.length, new PairKernel(reference.length));
        return EvidenceOfValues.of(kind, width, reference, test, run.measurement(), usual);
    }

    Sample sample() {
        return EvidenceOfValues.sample(width, reference, test);
    }

    List<Finding> causes(double usual) {
        return Causes.of(evidence(OutputKind.LOGITS, usual));
    }

    /** Returns the codes of the causes that are told where the type is not known. */
    List<Code> codes() {
        return causes(Standards.LARGEST_USUAL_NMSE).stream().map(Finding::code).toList();
    }

    /** Returns what one cause claims, whether it holds or not. */
    Optional<Claim> claim(Cause cause) {
        return cause.examine(evidence(OutputKind.LOGITS, Standards.LARGEST_USUAL_NMSE), sample());
    }

    /** Returns the relation that one cause claims. */
    String relation(Cause cause) {
        return claim(cause).orElseThrow().statement().get().relation();
    }
}
