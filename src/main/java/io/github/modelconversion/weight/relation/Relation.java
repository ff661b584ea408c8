package io.github.modelconversion.weight.relation;

import io.github.modelconversion.result.Finding.Code;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A proven relation between a wrong tensor and the original's weights.
 *
 * @param code its kind
 * @param sentence names both tensors and the relation, with the NMSE that proves it; a single line without a full stop
 * @param evidence every number in the sentence, by name
 */
public record Relation(Code code, String sentence, Map<String, Number> evidence) {

    /** Copies the evidence. */
    public Relation {
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
}
