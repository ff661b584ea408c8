package io.github.modelconversion.measure.sample;

import io.github.modelconversion.input.tensor.LogitsFile;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A side whose shape does not fit the other.
 *
 * @param name "reference" or "test"
 * @param file its values
 * @param dimensions its shape, the outermost dimension first
 */
record TrialSide(String name, LogitsFile file, List<Long> dimensions) {

    TrialSide {
        dimensions = List.copyOf(dimensions);
    }

    boolean isReference() {
        return name.equals("reference");
    }

    long count() {
        return product(0, dimensions.size());
    }

    /** Returns the product of the dimensions with indices in {@code [from, to)}. */
    long product(int from, int to) {
        return dimensions.subList(from, to).stream().reduce(1L, Math::multiplyExact);
    }

    TrialSide inShape(List<Long> others) {
        return new TrialSide(name, file, others);
    }

    /** Returns the NumPy expression for this side's values in this shape. */
    String inNumpy() {
        return name + ".reshape(" + list(dimensions) + ")";
    }

    static String list(List<? extends Number> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
