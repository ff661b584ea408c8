package io.github.modelconversion.weight.compare;

import io.github.modelconversion.result.output.TensorType;
import java.util.Optional;

/**
 * The errors of single weights and pieces that a type may make.
 *
 * @param least error of a weight that always counts as rounding
 * @param absolute root mean square error of a piece that is allowed however small its weights are
 * @param mostOfPiece NMSE of a piece from which on it has little in common with the original
 */
public record Tolerance(double least, double absolute, double mostOfPiece) {

    /** Largest rounding error of half-precision numbers near 0, with a margin. */
    private static final double HALF = 0x1.2p-25;

    /** NMSE of a piece of floats from which on it has little in common with the original. */
    private static final double APART = 0.5;

    /** Returns the tolerance for a type; weights may have been half-precision numbers in between, unless it is F32. */
    public static Tolerance of(TensorType type) {
        double least = type == TensorType.F32 || type == TensorType.F64 ? 0 : HALF;
        Optional<TypeLimits> limits = TypeLimits.of(type);
        return new Tolerance(
                least,
                limits.map(TypeLimits::absolute).orElse(least),
                limits.map(TypeLimits::mostOfPiece).orElse(APART));
    }

    /** Returns whether sums over a piece show that it has little in common with the original. */
    boolean isApart(WeightSums piece) {
        return piece.squaredError() > mostOfPiece * piece.squaredReference() + piece.count() * absolute * absolute;
    }
}
