package io.github.modelconversion.weight.relation;

import io.github.modelconversion.weight.WeightMatrix;
import java.util.List;

/** The tensors that a correct GGUF file would hold. */
public interface Library {

    /** Returns the tensors with this shape, in the order of the GGUF file. Nothing is read until their weights are. */
    List<Entry> ofShape(long rows, int columns);

    /**
     * A tensor.
     *
     * @param name its name in the GGUF file
     * @param source the original tensor it is made from
     * @param weights the original's weights after the converter's step
     */
    record Entry(String name, String source, WeightMatrix weights) {}
}
