package io.github.modelconversion.conversion;

import io.github.modelconversion.input.gguf.GgufDirectory;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.input.gguf.GgufValue;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the rows of the token embedding with the number of tokens, which must be equal in a GGUF file. */
final class VocabularyRows {

    private static final String EMBEDDING = "token_embd.weight";
    private static final String TOKENS = "tokenizer.ggml.tokens";

    /** The architecture whose list of tokens the converter pads, but not its embedding. */
    private static final String PADDED = "mamba";

    private VocabularyRows() {}

    /** Returns the finding if the numbers differ; empty if they are equal, or the file lacks one of them. */
    static Optional<Finding> check(GgufParts parts) throws IOException {
        if (parts.metadata().text("general.architecture").orElse("").equals(PADDED)) {
            return Optional.empty();
        }
        Optional<Long> tokens = parts.metadata().array(TOKENS).map(GgufValue.Array::length);
        Optional<List<Long>> dimensions = parts.tensors().stream()
                .filter(tensor -> tensor.name().equals(EMBEDDING))
                .map(GgufDirectory.Entry::dimensions)
                .filter(all -> all.size() == 2)
                .findFirst();
        if (tokens.isEmpty()
                || dimensions.isEmpty()
                || tokens.get().equals(dimensions.get().get(1))) {
            return Optional.empty();
        }
        long rows = dimensions.get().get(1);
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("rows", rows);
        evidence.put("tokens", tokens.get());
        return Optional.of(new Finding(
                Code.WEIGHT_SHAPE,
                Severity.FAIL,
                EMBEDDING + " has " + rows + " rows, but the GGUF file lists " + tokens.get() + " tokens (" + TOKENS
                        + "): each token needs one row",
                evidence));
    }
}
