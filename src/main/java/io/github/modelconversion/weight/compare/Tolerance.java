package io.github.modelconversion.weight.compare;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.UsualError;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The errors of single weights and pieces that a type may make.
 *
 * @param blockWeights weights in a block, which has a scale of its own; 1 for a type that stores each weight for itself
 * @param absolute error of a weight, and root mean square error of a piece, that is rounding however small the weights are
 * @param mostOfPiece NMSE of a piece from which on it has little in common with the original
 * @param usual the usual error; empty for a type that keeps every value
 */
public record Tolerance(int blockWeights, double absolute, double mostOfPiece, Optional<UsualError> usual) {

    /** Largest rounding error of half-precision numbers near 0, with a margin. */
    private static final double HALF = 0x1.2p-25;

    /** Weights in a group that shares a scale: the fewest of all types. */
    private static final int GROUP = 16;

    /**
     * Smallest mean squared cosine between the groups of a piece and the original's that is no coincidence. IQ1_S, the
     * coarsest type, has 0.47 and more; unrelated groups have 1/16.
     */
    private static final double RESEMBLING = 0.3;

    /**
     * Returns the tolerance for a type; weights may have been half-precision numbers in between, unless it is F32.
     *
     * @param imatrix whether the weights were quantized with an importance matrix
     */
    public static Tolerance of(TensorType type, boolean imatrix) {
        double half = type == TensorType.F32 || type == TensorType.F64 ? 0 : HALF;
        Optional<UsualError> usual = UsualError.of(type, imatrix);
        double mostOfPiece = usual.map(UsualError::nmseOfHalfUnrelated).orElse(0.5);
        return new Tolerance(blockWeights(type), half * scaleSteps(type), mostOfPiece, usual);
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

    private static int blockWeights(TensorType type) {
        return WeightTypes.of(type).map(WeightDecoder::blockWeights).orElse(PairAccumulator.PIECE);
    }

    /** Returns whether each weight is stored for itself. */
    public boolean isFloat() {
        return blockWeights == 1;
    }

    /** Returns whether weights of a type can be judged. */
    public static boolean isKnown(TensorType type) {
        return blockWeights(type) == 1 || UsualError.of(type, false).isPresent();
    }

    /**
     * Returns the NMSE from which on a tensor differs unless the steps of its blocks explain it; empty for a type whose
     * weights are judged one by one, and for one that keeps too little of them.
     */
    public OptionalDouble nmseLimit() {
        return isFloat() || usual.isEmpty() || usual.get().isCoarse()
                ? OptionalDouble.empty()
                : OptionalDouble.of(usual.get().failureNmse());
    }

    /**
     * Returns the fewest weights that may be found to have little in common with the original: a block with a scale of its own. Of
     * blocks that are scaled to fit single weights, only a whole piece shows whether it resembles the original.
     */
    int fewestApart() {
        return isFloat() || isScaledToFit() ? PairAccumulator.PIECE : blockWeights;
    }

    /** Returns whether the error of a piece is larger than usual. */
    boolean isUnusual(WeightSums piece) {
        return piece.squaredError()
                > usual.map(UsualError::warningNmse).orElse(0.0) * piece.squaredReference() + tiny(piece);
    }

    /**
     * Returns whether a piece has little in common with the original.
     *
     * @param piece the sums over its finite values
     * @param references the original's values
     * @param tests the GGUF file's values
     * @param from the first index of the piece
     * @param to the index after its last one
     */
    boolean isApart(WeightSums piece, float[] references, float[] tests, int from, int to) {
        return piece.squaredError() > mostOfPiece * piece.squaredReference() + tiny(piece)
                && !(isScaledToFit() && resembles(references, tests, from, to));
    }

    /** Returns whether blocks may be scaled to fit a few important weights, and all others be too large or too small. */
    private boolean isScaledToFit() {
        return usual.isPresent() && usual.get().imatrix();
    }

    /** Returns whether the groups of a piece are multiples of the original's, whatever the factors, but for rounding. */
    private static boolean resembles(float[] references, float[] tests, int from, int to) {
        double cosines = 0;
        int groups = 0;
        for (int group = from; group < to; group += GROUP) {
            double reference = 0;
            double test = 0;
            double cross = 0;
            for (int i = group; i < Math.min(to, group + GROUP); i++) {
                reference += (double) references[i] * references[i];
                test += (double) tests[i] * tests[i];
                cross += (double) references[i] * tests[i];
            }
            cosines += cross == 0 ? 0 : cross * cross / (reference * test);
            groups++;
        }
        return cosines >= RESEMBLING * groups;
    }

    /** Returns the sum of squared errors that is allowed however small the weights are. */
    double tiny(WeightSums sums) {
        return sums.count() * absolute * absolute;
    }
}
