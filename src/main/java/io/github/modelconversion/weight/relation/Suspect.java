package io.github.modelconversion.weight.relation;

import io.github.modelconversion.weight.WeightMatrix;

/**
 * A tensor whose weights are wrong.
 *
 * @param name its name in the GGUF file
 * @param source the original tensor it is made from, as messages name it
 * @param expected the original's weights after the converter's step, in the order of the GGUF file
 * @param converted the GGUF file's weights, with as many rows and columns
 * @param layout what is known of its rows
 * @param limit largest NMSE of a correct tensor of its type; 0 for a type that keeps every value
 */
public record Suspect(
        String name, String source, WeightMatrix expected, WeightMatrix converted, Layout layout, double limit) {

    /** Checks the shapes. */
    public Suspect {
        if (expected.rows() != converted.rows() || expected.columns() != converted.columns()) {
            throw new IllegalArgumentException("Expected " + expected.rows() + " x " + expected.columns()
                    + " weights in " + name + ", found " + converted.rows() + " x " + converted.columns());
        }
    }
}
