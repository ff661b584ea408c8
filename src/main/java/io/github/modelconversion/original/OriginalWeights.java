package io.github.modelconversion.original;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of the original model.
 *
 * @param form how they are stored
 * @param files number of files that hold them
 * @param tensors the tensors by name; empty if they are not stored as safetensors
 */
public record OriginalWeights(Form form, int files, Map<String, OriginalTensor> tensors) {

    /** How tensors are stored. */
    public enum Form {
        /** In one or several safetensors files. */
        SAFETENSORS,
        /** In pytorch_model.bin, a pickle, which is never loaded because loading it runs code. */
        PICKLE,
        /** Not in the folder. */
        NONE
    }

    /** Copies the map. */
    public OriginalWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
