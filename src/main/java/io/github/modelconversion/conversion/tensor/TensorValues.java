package io.github.modelconversion.conversion.tensor;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the values of a tensor are stored and how they compare with the original's.
 *
 * @param type the type in the GGUF file; empty if the file lacks the tensor or its values were not asked for
 * @param nmse the sum of squared errors divided by that of the original's squares; empty if not compared
 * @param slope the factor that best fits the original's values to the file's; empty if not compared
 */
public record TensorValues(Optional<String> type, OptionalDouble nmse, OptionalDouble slope) {

    /** Of a tensor whose values were not asked for. */
    public static final TensorValues NONE =
            new TensorValues(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    static TensorValues unread(String type) {
        return new TensorValues(Optional.of(type), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Returns whether the values were compared. */
    public boolean compared() {
        return nmse.isPresent();
    }
}
