package io.github.modelconversion.result;

import io.github.modelconversion.result.output.Quantization;
import java.util.Optional;

/**
 * The usual error of correct conversions to a type.
 *
 * @param type the type
 * @param measured the range measured on small models
 * @param estimated the range expected for models of 8 to 27 billion parameters, estimated from published KL divergences;
 *     empty if none are published
 * @param limit the error that a correct conversion is not expected to exceed
 */
public record UsualError(Quantization type, Range measured, Optional<Range> estimated, double limit) {

    /**
     * A range of values.
     *
     * @param smallest the smallest
     * @param largest the largest
     */
    public record Range(double smallest, double largest) {}
}
