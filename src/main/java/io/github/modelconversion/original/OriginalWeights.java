package io.github.modelconversion.original;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors of the original model.
 *
 * @param form how they are stored
 * @param files how many files hold them
 * @param tensors the tensors by name; none where they are not stored as safetensors
 */
public record OriginalWeights(Form form, int files, Map<String, OriginalTensor> tensors) {

    /** How tensors are stored. */
    public enum Form {
        /** In one or several safetensors files. */
        SAFETENSORS,
        /** In pytorch_model.bin, a pickle: to load it runs code, so it is never loaded. */
        PICKLE,
        /** Not in the folder. */
        NONE
    }

    /** Copies the map. */
    public OriginalWeights {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }
}
