package io.github.modelconversion.weight.compare;

import io.github.modelconversion.result.output.TensorType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rounding error that a quantized type makes.
 *
 * @param usual the NMSE of normally distributed weights
 * @param slope the factor that best fits such weights to their rounded ones
 * @param scaleSteps the largest multiple of a block's half-precision scale that a weight can be; 0 if the scale is no
 *     half-precision number
 */
public record TypeLimits(double usual, double slope, double scaleSteps) {

    /** NMSE, as a multiple of the usual one, from which on a tensor is rounded more coarsely than its type needs. */
    private static final double UNUSUAL = 2.5;

    /** NMSE, as a multiple of the usual one, from which on a tensor differs. */
    private static final double DIFFERENT = 4;

    /** Deviation of the slope that the scales' own rounding may cause. */
    private static final double SCALE_ROUNDING = 1e-3;

    /** Share of weights off by more than half a step that is unusual. */
    private static final double MOST_OFF = 0.1;

    /** Largest rounding error of a half-precision number near 0. */
    private static final double HALF_ROUNDING = 0x1p-25;

    /** NMSE from which on rounding has replaced most of a tensor's information, as the ternary types do. */
    private static final double COARSE = 0.5;

    private static final Map<TensorType, TypeLimits> LIMITS = new EnumMap<>(TensorType.class);

    static {
        add(TensorType.Q8_0, 2.9e-5, 1, 127);
        add(TensorType.Q6_K, 3.1e-4, 0.99995, 4096);
        add(TensorType.Q5_K, 1.3e-3, 0.9992, 2016);
        add(TensorType.Q5_1, 1.4e-3, 1.0001, 32);
        add(TensorType.Q5_0, 1.8e-3, 0.9992, 16);
        add(TensorType.Q4_K, 5.1e-3, 0.9975, 1008);
        add(TensorType.IQ4_NL, 5.8e-3, 0.9973, 127);
        add(TensorType.IQ4_XS, 5.9e-3, 0.9971, 4064);
        add(TensorType.Q4_1, 6.1e-3, 1.0004, 16);
        add(TensorType.Q4_0, 7.4e-3, 0.9973, 8);
        add(TensorType.MXFP4, 1.4e-2, 0.975, 0);
        add(TensorType.Q3_K, 2.3e-2, 0.9944, 128);
        add(TensorType.IQ3_S, 2.7e-2, 1.0301, 465);
        add(TensorType.IQ3_XXS, 4.5e-2, 1, 480);
        add(TensorType.IQ2_S, 6.2e-2, 1, 180);
        add(TensorType.IQ2_XS, 8.8e-2, 1, 180);
        add(TensorType.Q2_K, 8.8e-2, 0.9823, 60);
        add(TensorType.IQ2_XXS, 1.2e-1, 1, 180);
        add(TensorType.IQ1_M, 2.0e-1, 1, 16);
        add(TensorType.IQ1_S, 2.4e-1, 1, 16);
        add(TensorType.TQ1_0, 0.65, 1, 1);
        add(TensorType.TQ2_0, 0.65, 1, 1);
    }

    private static void add(TensorType type, double usual, double slope, double scaleSteps) {
        LIMITS.put(type, new TypeLimits(usual, slope, scaleSteps));
    }

    /** Returns the error of a type; empty if it stores every weight for itself or is unknown. */
    public static Optional<TypeLimits> of(TensorType type) {
        return Optional.ofNullable(LIMITS.get(type));
    }

    /** Returns whether the type keeps so little that its size of error tells nothing. */
    public boolean isCoarse() {
        return usual > COARSE;
    }

    /** Returns the NMSE above which a tensor differs. */
    public double mostNmse() {
        return Math.min(DIFFERENT * usual, mostOfPiece());
    }

    /** Returns the NMSE above which a tensor is rounded more coarsely than usual. */
    double unusualNmse() {
        return Math.min(UNUSUAL * usual, mostNmse());
    }

    /** Returns the NMSE from which on weights have more in common with none than with the original's. */
    double mostOfPiece() {
        return (1 + usual) / 2;
    }

    /** Returns the largest usual deviation of the slope, for a number of weights. */
    double mostOfSlope(long count) {
        return SCALE_ROUNDING + 2 * usual + 6 * Math.sqrt(usual / count);
    }

    double mostOff() {
        return MOST_OFF;
    }

    /** Returns the error of a weight that the rounding of its block's scale may cause, however small the weight is. */
    double absolute() {
        return scaleSteps * HALF_ROUNDING;
    }
}
