package io.github.modelconversion.weight.compare;

import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.UsualError;
import java.util.OptionalDouble;

/** Judges the weights of a tensor by the error that its type makes. */
public final class WeightJudge {

    /** Largest NMSE of values that the converter computed in half precision. */
    private static final double COMPUTED = 2e-7;

    /** Usual NMSE from which on a type keeps so little that the size of the error tells nothing. */
    private static final double COARSE = 0.5;

    private WeightJudge() {}

    /** Returns whether a type keeps so little of the weights that the size of the error tells nothing. */
    public static boolean isCoarse(TensorType type) {
        return UsualError.of(type).filter(error -> error.nmse() > COARSE).isPresent();
    }

    /**
     * Returns the NMSE from which on a tensor differs unless the steps of its blocks explain it; empty for a type whose
     * weights are judged one by one, and for one that keeps too little of them.
     */
    public static OptionalDouble nmseLimit(TensorType type) {
        return UsualError.of(type)
                .filter(usual -> !Tolerance.of(type).isFloat() && !isCoarse(type))
                .map(usual -> OptionalDouble.of(usual.failureNmse()))
                .orElse(OptionalDouble.empty());
    }

    /**
     * Judges a tensor.
     *
     * @param type its type
     * @param copied whether the converter copies the values rather than computes with them
     * @param measured what comparing it with the original gave
     */
    public static Grade judge(TensorType type, boolean copied, TensorMeasurement measured) {
        if (measured.test().count() + measured.reference().count() > 0) {
            return Grade.NON_FINITE;
        }
        Tolerance tolerance = Tolerance.of(type);
        return tolerance.isFloat()
                ? floats(copied, measured)
                : rounded(UsualError.of(type).orElseThrow(), isCoarse(type), tolerance, measured);
    }

    private static Grade floats(boolean copied, TensorMeasurement measured) {
        if (measured.gross() > 0) {
            return Grade.DIFFERS;
        }
        boolean exact = measured.off() == 0 || (!copied && measured.sums().nmse() <= COMPUTED);
        return exact ? Grade.USUAL : Grade.UNUSUAL;
    }

    private static Grade rounded(UsualError usual, boolean coarse, Tolerance tolerance, TensorMeasurement measured) {
        WeightSums sums = measured.sums();
        double reference = sums.squaredReference();
        double tiny = tolerance.tiny(sums);
        boolean explained = usual.rounding()
                .filter(rounding -> rounding.explains(sums.squaredError(), sums.squaredStep()))
                .isPresent();
        boolean tooLarge = sums.squaredError() > usual.failureNmse() * reference + tiny && !explained;
        double slopeRoom = reference > tiny ? Math.sqrt(tiny / reference) : 1;
        boolean scaled = sums.slope() < usual.leastSlope(sums.count()) - slopeRoom
                || sums.slope() > usual.mostSlope(sums.count()) + slopeRoom;
        if ((tooLarge && !coarse) || scaled || (measured.apart().count() > 0 && !coarse)) {
            return Grade.DIFFERS;
        }
        if (sums.nmse() > usual.failureNmse() && !explained && !coarse) {
            return Grade.LOST;
        }
        boolean off = usual.rounding()
                .filter(rounding -> measured.offShare() > rounding.mostOff())
                .isPresent();
        return coarse || off || sums.nmse() > usual.warningNmse() ? Grade.UNUSUAL : Grade.USUAL;
    }
}
