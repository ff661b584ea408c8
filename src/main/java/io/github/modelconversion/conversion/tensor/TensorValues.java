package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.result.Finding.Code;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How the values of a tensor are stored and how they compare with the original's.
 *
 * @param type the type in the GGUF file; empty if the file lacks the tensor or its values were not asked for
 * @param nmse the sum of squared errors divided by that of the original's squares; empty if not compared
 * @param slope the factor that best fits the original's values to the file's; empty if not compared
 * @param usualNmse the NMSE that the type usually makes; empty if not compared, or if the type rounds nothing
 * @param nmseLimit the NMSE from which on values differ, unless the steps of their type explain it; empty if not compared,
 *     or if values of the type are judged by other figures
 * @param weights number of weights that were compared, fewer than all in a sample; empty if not compared
 * @param finding the code of the finding on the values; empty if there is none
 */
public record TensorValues(
        Optional<String> type,
        OptionalDouble nmse,
        OptionalDouble slope,
        OptionalDouble usualNmse,
        OptionalDouble nmseLimit,
        OptionalLong weights,
        Optional<Code> finding) {

    /** Of a tensor whose values were not asked for. */
    public static final TensorValues NONE = unread(Optional.empty());

    static TensorValues unread(Optional<String> type) {
        return new TensorValues(
                type,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    /** Returns the values with a finding on them. */
    TensorValues with(Code code) {
        return new TensorValues(type, nmse, slope, usualNmse, nmseLimit, weights, Optional.of(code));
    }

    /** Returns whether the values were compared. */
    public boolean compared() {
        return weights.isPresent();
    }
}
