package io.github.modelconversion.weight.compare;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.UsualError;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;

/**
 * The errors of single weights and pieces that a type may make.
 *
 * @param isFloat whether each weight is stored for itself
 * @param least error of a weight that always counts as rounding
 * @param absolute root mean square error of a piece that is allowed however small its weights are
 * @param mostOfPiece NMSE of a piece from which on it has little in common with the original
 */
public record Tolerance(boolean isFloat, double least, double absolute, double mostOfPiece) {

    /** Largest rounding error of half-precision numbers near 0, with a margin. */
    private static final double HALF = 0x1.2p-25;

    /** Returns the tolerance for a type; weights may have been half-precision numbers in between, unless it is F32. */
    public static Tolerance of(TensorType type) {
        double least = type == TensorType.F32 || type == TensorType.F64 ? 0 : HALF;
        double usual = UsualError.of(type).map(UsualError::nmse).orElse(0.0);
        return new Tolerance(isFloat(type), least, least * scaleSteps(type), (1 + usual) / 2);
    }

    /** Returns the largest multiple of a block's half-precision scale that a weight of a type can be. */
    private static int scaleSteps(TensorType type) {
        return switch (type) {
            case F64, F32, F16, BF16, I8, I16, I32, I64, MXFP4, NVFP4, TQ1_0, TQ2_0 -> 1;
            case Q4_0 -> 8;
            case Q4_1, Q5_0, IQ1_S, IQ1_M -> 16;
            case Q5_1 -> 32;
            case Q2_K -> 60;
            case Q8_0, IQ4_NL, Q3_K -> 128;
            case IQ2_XXS, IQ2_XS, IQ2_S -> 180;
            case IQ3_S, IQ3_XXS -> 480;
            case Q4_K -> 1008;
            case Q5_K -> 2016;
            case IQ4_XS, Q6_K -> 4096;
        };
    }

    private static boolean isFloat(TensorType type) {
        return WeightTypes.of(type)
                .map(WeightDecoder::blockWeights)
                .filter(size -> size == 1)
                .isPresent();
    }

    /** Returns whether weights of a type can be judged. */
    public static boolean isKnown(TensorType type) {
        return isFloat(type)
                || (WeightTypes.of(type).isPresent() && UsualError.of(type).isPresent());
    }

    /** Returns whether sums over a piece show that it has little in common with the original. */
    boolean isApart(WeightSums piece) {
        return piece.squaredError() > mostOfPiece * piece.squaredReference() + tiny(piece);
    }

    /** Returns the sum of squared errors that is allowed however small the weights are. */
    double tiny(WeightSums sums) {
        return sums.count() * absolute * absolute;
    }
}
