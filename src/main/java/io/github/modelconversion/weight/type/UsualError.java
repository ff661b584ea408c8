package io.github.modelconversion.weight.type;

import io.github.modelconversion.result.output.TensorType;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The error that a type makes when it rounds weights. It depends on the type and hardly on the model.
 *
 * <p>The figures come from weights that were quantized without an importance matrix: normal, Laplace, uniform and Student-t
 * (3 to 10 degrees of freedom) ones, rows of different sizes, weights around 1, and columns 10 to 50 times larger than the
 * others. {@code UsualErrorTest} derives them, and compares them with tensors that llama-quantize wrote. Of IQ3_S only the
 * latter are known; of the other grid types, which need an importance matrix, only the NMSE with a matrix of ones.
 *
 * <p>An importance matrix makes a quantizer round the weights of important columns better and all others worse. It scales
 * blocks to fit the important weights, so the size of errors and the slope tell less.
 *
 * @param nmse Σ(w − r)² ÷ Σr² of normally distributed weights r and their rounded values w
 * @param rounding how the errors of single weights behave; empty if that was not measured
 * @param imatrix whether an importance matrix decided which weights are rounded well
 */
public record UsualError(double nmse, Optional<Rounding> rounding, boolean imatrix) {

    /** NMSE, as a multiple of the usual one, that is worth a warning. Heavy tails reach 2.5. */
    private static final double WARNING = 2.5;

    /** NMSE, as a multiple of the usual one, that is too large unless {@link Rounding#explains} it. */
    private static final double FAILURE = 4;

    /** The same with an importance matrix: rows with columns 100 000 times as important as others reach 4.5. */
    private static final double IMATRIX_WARNING = 6;

    private static final double IMATRIX_FAILURE = 8;

    /**
     * Smallest NMSE that is too large with an importance matrix. Two important columns of 512 give Q6_K an NMSE of 0.0036,
     * because the groups of 16 with them are scaled to fit a single weight.
     */
    private static final double IMATRIX_LEAST = 0.01;

    /** NMSE from which on a type keeps so little that the size of the error tells nothing. */
    private static final double COARSE = 0.5;

    /** The types whose quantizers ignore an importance matrix. */
    private static final Set<TensorType> WITHOUT_IMATRIX = EnumSet.of(
            TensorType.F16, TensorType.BF16, TensorType.Q8_0, TensorType.MXFP4, TensorType.TQ1_0, TensorType.TQ2_0);

    private static final Map<TensorType, UsualError> ERRORS = new EnumMap<>(TensorType.class);

    static {
        add(TensorType.F16, 4.3e-8, 0.9999, 1.0001, 0, 1.1);
        add(TensorType.BF16, 2.76e-6, 0.9998, 1.0002, 0, 1.1);
        add(TensorType.Q8_0, 2.86e-5, 0.9999, 1.0001, 0, 1);
        add(TensorType.Q6_K, 3.15e-4, 0.9993, 1.0002, 0.02, 1);
        add(TensorType.Q5_K, 1.3e-3, 0.9983, 0.9996, 0.023, 0.9);
        add(TensorType.Q5_1, 1.43e-3, 0.9997, 1.0006, 0, 1.1);
        add(TensorType.Q5_0, 1.81e-3, 0.9972, 1.0001, 0.014, 1.1);
        add(TensorType.Q4_K, 5.08e-3, 0.996, 0.9986, 0.017, 0.9);
        add(TensorType.IQ4_NL, 5.78e-3, 0.9956, 0.9981, 0.001, 0.8);
        add(TensorType.IQ4_XS, 5.87e-3, 0.9937, 0.9979, 0.025, 0.9);
        add(TensorType.Q4_1, 6.1e-3, 0.9999, 1.0019, 0, 1.2);
        add(TensorType.Q4_0, 7.35e-3, 0.9914, 1.0005, 0.028, 1.2);
        add(TensorType.MXFP4, 1.33e-2, 0.9296, 0.9794, 0.014, 1.1);
        add(TensorType.Q3_K, 2.27e-2, 0.9877, 0.9974, 0.052, 1.1);
        add(TensorType.IQ3_S, 2.7e-2, 1.0295, 1.0307, 0.22, 3);
        add(TensorType.Q2_K, 8.8e-2, 0.9774, 0.9897, 0.21, 0.9);
        add(TensorType.TQ1_0, 0.65, 0.452, 1.127, 0, 1.1);
        add(TensorType.TQ2_0, 0.65, 0.452, 1.127, 0, 1.1);
        add(TensorType.IQ3_XXS, 3.3e-2);
        add(TensorType.IQ2_S, 6.2e-2);
        add(TensorType.IQ2_XS, 9e-2);
        add(TensorType.IQ2_XXS, 0.12);
        add(TensorType.IQ1_M, 0.2);
        add(TensorType.IQ1_S, 0.24);
    }

    /**
     * How the errors of single weights behave. Each limit leaves room beyond the figure that was measured.
     *
     * @param leastSlope smallest slope Σwr ÷ Σr²
     * @param mostSlope largest slope
     * @param off largest share of weights off by more than 0.55 of their {@linkplain WeightDecoder#steps step}
     * @param ofSteps largest Σ(w − r)² as a multiple of Σ step² ÷ 12, the variance of a number rounded to whole steps
     */
    public record Rounding(double leastSlope, double mostSlope, double off, double ofSteps) {

        /** Deviations of a slope that come from chance alone and are still usual. */
        private static final double DEVIATIONS = 5;

        /** Room for errors beyond the largest one that was measured. */
        private static final double ROOM = 1.5;

        /** Room for weights that are off: as many again, and this share. */
        private static final double MORE_OFF = 0.02;

        /**
         * Returns whether errors are no larger than the steps of the weights' own blocks explain. This holds for rows with
         * outliers too, whose NMSE can be several times the usual one; other weights have errors of 8 (two bits) to 67 000
         * (eight bits) times the variance of rounding.
         *
         * @param squaredErrors Σ(w − r)²
         * @param squaredSteps Σ step²
         */
        public boolean explains(double squaredErrors, double squaredSteps) {
            return squaredErrors <= ROOM * ofSteps * squaredSteps / 12;
        }

        /** Returns the share of weights off by more than 0.55 of their step above which a tensor differs. */
        public double mostOff() {
            return 2 * off + MORE_OFF;
        }
    }

    /** Adds a type that cannot be quantized without an importance matrix. */
    private static void add(TensorType type, double nmse) {
        ERRORS.put(type, new UsualError(nmse, Optional.empty(), true));
    }

    private static void add(
            TensorType type, double nmse, double leastSlope, double mostSlope, double off, double ofSteps) {
        ERRORS.put(type, new UsualError(nmse, Optional.of(new Rounding(leastSlope, mostSlope, off, ofSteps)), false));
    }

    /**
     * Returns the error of a type; empty for F32 and F64, which are exact, for NVFP4, whose blocks are scaled by another
     * tensor, and for whole numbers.
     *
     * @param imatrix whether the weights were quantized with an importance matrix
     */
    public static Optional<UsualError> of(TensorType type, boolean imatrix) {
        Optional<UsualError> known = Optional.ofNullable(ERRORS.get(type));
        return imatrix && !WITHOUT_IMATRIX.contains(type)
                ? known.map(error -> new UsualError(error.nmse, error.rounding, true))
                : known;
    }

    /** Returns whether a type keeps so little of the weights that the size of the error tells nothing. */
    public boolean isCoarse() {
        return nmse > COARSE;
    }

    /** Returns the NMSE from which on a tensor is rounded more coarsely than usual. */
    public double warningNmse() {
        return Math.min(imatrix ? Math.max(IMATRIX_WARNING * nmse, IMATRIX_LEAST / 2) : WARNING * nmse, failureNmse());
    }

    /**
     * Returns the NMSE from which on a tensor differs: four times the usual one, eight times with an importance matrix, at
     * most half the way to unrelated weights.
     */
    public double failureNmse() {
        return Math.min(
                imatrix ? Math.max(IMATRIX_FAILURE * nmse, IMATRIX_LEAST) : FAILURE * nmse, nmseOfHalfUnrelated());
    }

    /** Returns the NMSE half the way from the usual one to that of unrelated weights. */
    public double nmseOfHalfUnrelated() {
        return (1 + nmse) / 2;
    }

    /** Returns the share of weights off by more than 0.55 of their step that is worth a warning; infinite if none is. */
    public double mostOff() {
        return imatrix
                ? Double.POSITIVE_INFINITY
                : rounding.map(Rounding::mostOff).orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns whether errors are no larger than the steps of the weights' own blocks explain. */
    public boolean explains(double squaredErrors, double squaredSteps) {
        return rounding.filter(known -> known.explains(squaredErrors, squaredSteps))
                .isPresent();
    }

    /**
     * Returns the smallest usual slope of a tensor; see {@link #mostSlope}.
     *
     * @param weights number of weights
     */
    public double leastSlope(long weights) {
        return rounding.map(Rounding::leastSlope).orElse(1.0) - slopeRoom(weights);
    }

    /**
     * Returns the largest usual slope of a tensor. Beyond the measured range there is room for other ways to choose scales:
     * those that minimise the error have the slope 1 − NMSE, unbiased ones 1, so half the usual NMSE on both sides; and for
     * chance, five times its standard deviation √(NMSE ÷ weights). With an importance matrix the slope may be off by half of
     * what alone would make the NMSE too large.
     *
     * @param weights number of weights
     */
    public double mostSlope(long weights) {
        return rounding.map(Rounding::mostSlope).orElse(1.0) + slopeRoom(weights);
    }

    private double slopeRoom(long weights) {
        return (imatrix ? Math.sqrt(failureNmse()) / 2 : nmse / 2) + Rounding.DEVIATIONS * Math.sqrt(nmse / weights);
    }
}
