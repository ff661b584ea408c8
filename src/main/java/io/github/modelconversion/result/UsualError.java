package io.github.modelconversion.result;

import io.github.modelconversion.result.output.Quantization;
import java.util.Optional;

/**
 * The error that right conversions to a type show.
 *
 * @param type the type
 * @param measured what was measured on small models
 * @param estimated what is to be expected of models of 8 to 27 billion parameters, estimated from published KL divergences;
 *     empty where nothing was published
 * @param limit what a right conversion is not expected to exceed
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
