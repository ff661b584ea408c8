package io.github.modelconversion.weight.compare;

import io.github.modelconversion.weight.type.UsualError;

/** Judges the weights of a tensor by the error that its type makes. */
public final class WeightJudge {

    /** Largest NMSE of values that the converter computed in half precision. */
    private static final double COMPUTED = 2e-7;

    private WeightJudge() {}

    /**
     * Judges a tensor.
     *
     * @param tolerance the errors that its type may make
     * @param copied whether the converter copies the values rather than computes with them
     * @param measured what comparing it with the original gave
     */
    public static Grade judge(Tolerance tolerance, boolean copied, TensorMeasurement measured) {
        if (measured.test().count() + measured.reference().count() > 0) {
            return Grade.NON_FINITE;
        }
        return tolerance.isFloat()
                ? floats(copied, measured)
                : rounded(tolerance.usual().orElseThrow(), tolerance, measured);
    }

    private static Grade floats(boolean copied, TensorMeasurement measured) {
        if (measured.gross() > 0) {
            return Grade.DIFFERS;
        }
        boolean exact = measured.off() == 0 || (!copied && measured.sums().nmse() <= COMPUTED);
        return exact ? Grade.USUAL : Grade.UNUSUAL;
    }

    private static Grade rounded(UsualError usual, Tolerance tolerance, TensorMeasurement measured) {
        boolean coarse = usual.isCoarse();
        WeightSums sums = measured.sums();
        double reference = sums.squaredReference();
        double tiny = tolerance.tiny(sums);
        boolean explained = usual.explains(sums.squaredError(), sums.squaredStep());
        boolean tooLarge = sums.squaredError() > usual.failureNmse() * reference + tiny && !explained;
        double slopeRoom = Math.sqrt(tiny / reference);
        boolean scaled = sums.slope() < usual.leastSlope(sums.count()) - slopeRoom
                || sums.slope() > usual.mostSlope(sums.count()) + slopeRoom;
        if ((tooLarge && !coarse) || scaled || (measured.apart() > 0 && !coarse)) {
            return Grade.DIFFERS;
        }
        double most = explained ? usual.failureNmse() : usual.warningNmse();
        boolean off = measured.offShare() > usual.mostOff();
        if (coarse || off || sums.squaredError() > most * reference + tiny) {
            return Grade.UNUSUAL;
        }
        return sums.nmse() > most ? Grade.LOST : Grade.USUAL;
    }
}
