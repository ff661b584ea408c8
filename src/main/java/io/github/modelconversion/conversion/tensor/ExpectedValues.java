package io.github.modelconversion.conversion.tensor;

import io.github.modelconversion.conversion.architecture.Operation;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.original.OriginalFolder;
import io.github.modelconversion.original.OriginalTensor;
import io.github.modelconversion.store.JsonValue;
import io.github.modelconversion.weight.source.OpenFiles;
import io.github.modelconversion.weight.source.OriginalValues;
import io.github.modelconversion.weight.source.WeightValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The values that the tensors of a GGUF file should have. */
final class ExpectedValues {

    private final OriginalConfig config;
    private final Map<String, OriginalTensor> tensors;
    private final OriginalValues original;

    /**
     * Creates the values.
     *
     * @param folder the original
     * @param files the files to read them from
     */
    ExpectedValues(OriginalFolder folder, OpenFiles files) {
        this.config = folder.config();
        this.tensors = folder.weights().tensors();
        this.original = new OriginalValues(files, tensors, scaleBlock(config));
    }

    private static List<Integer> scaleBlock(OriginalConfig config) {
        List<JsonValue> sizes =
                config.items("quantization_config.weight_block_size").orElse(List.of());
        return sizes.stream()
                .map(OriginalConfig::number)
                .flatMap(Optional::stream)
                .filter(size -> size >= 1 && size < 1 << 20)
                .map(Double::intValue)
                .toList();
    }

    /**
     * Opens the values of a tensor for one thread.
     *
     * @param entry the tensor, whose name and shape agree
     * @return the values; empty if there is no rule to compute them
     * @throws IOException if a file cannot be opened
     */
    Optional<WeightValues> open(TensorEntry entry) throws IOException {
        long count = entry.count();
        return entry.operation() == Operation.GENERATED
                ? new GeneratedValues(config).of(entry.name()).filter(values -> values.count() == count)
                : planned(entry).isEmpty()
                        ? Optional.empty()
                        : planned(entry).get().open(original, count);
    }

    /** Returns how a tensor is made; empty if it is not made from original tensors. */
    Optional<PlannedValues> planned(TensorEntry entry) {
        List<OriginalTensor> sources = entry.sources().stream()
                .map(name -> Objects.requireNonNull(tensors.get(name), name))
                .toList();
        return sources.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlannedValues(entry.name(), entry.operation(), sources, config));
    }

    /** Returns the size of the original tensors that a tensor is made from, in bytes; 0 if it is not made from any. */
    long bytes(TensorEntry entry) {
        return planned(entry).map(PlannedValues::bytes).orElse(0L);
    }
}
