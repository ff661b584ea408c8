package io.github.modelconversion.weight.compare;

import io.github.modelconversion.result.output.TensorType;
import java.util.Optional;

/** Judges the weights of a tensor by the error that its type makes. */
public final class WeightJudge {

    /** Largest NMSE of values that the converter computed in half precision. */
    private static final double COMPUTED = 2e-7;

    private WeightJudge() {}

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
        Optional<TypeLimits> limits = TypeLimits.of(type);
        return limits.isPresent() ? quantized(limits.get(), measured) : floats(copied, measured);
    }

    private static Grade floats(boolean copied, TensorMeasurement measured) {
        if (measured.gross() > 0) {
            return Grade.DIFFERS;
        }
        boolean exact = measured.off() == 0 || (!copied && measured.sums().nmse() <= COMPUTED);
        return exact ? Grade.USUAL : Grade.UNUSUAL;
    }

    private static Grade quantized(TypeLimits limits, TensorMeasurement measured) {
        WeightSums sums = measured.sums();
        double tiny = sums.count() * limits.absolute() * limits.absolute();
        double slopeError = Math.abs(sums.slope() - limits.slope());
        boolean differs = (!limits.isCoarse() && measured.apart().count() > 0)
                || sums.squaredError() > limits.mostNmse() * sums.squaredReference() + tiny
                || slopeError
                        > limits.mostOfSlope(sums.count()) + Math.sqrt(tiny / Math.max(sums.squaredReference(), tiny));
        if (differs) {
            return Grade.DIFFERS;
        }
        if (sums.nmse() > limits.mostNmse()) {
            return Grade.LOST;
        }
        return sums.nmse() > limits.unusualNmse() || measured.offShare() > limits.mostOff()
                ? Grade.UNUSUAL
                : Grade.USUAL;
    }
}
