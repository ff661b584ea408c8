package io.github.modelconversion.weight.source;

import io.github.modelconversion.input.gguf.GgufDirectory;
import io.github.modelconversion.input.gguf.GgufMetadata;
import io.github.modelconversion.input.gguf.GgufParts;
import io.github.modelconversion.result.output.TensorType;
import io.github.modelconversion.weight.type.UsualError;
import io.github.modelconversion.weight.type.WeightDecoder;
import io.github.modelconversion.weight.type.WeightTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tensor of a GGUF file; its values are not read.
 *
 * @param name its name
 * @param dimensions its dimensions, the fastest-varying first
 * @param typeNumber the number of its type, as in {@code ggml_type} of llama.cpp
 * @param file the file that holds it
 * @param position offset of its first byte from the beginning of the file, in bytes
 * @param imatrix whether the file was quantized with an importance matrix
 */
public record ConvertedTensor(
        String name, List<Long> dimensions, long typeNumber, Path file, long position, boolean imatrix) {

    /** Copies the list. */
    public ConvertedTensor {
        dimensions = List.copyOf(dimensions);
    }

    /** Returns the tensors of a model by name, in the order of its files. */
    public static Map<String, ConvertedTensor> all(GgufParts parts) {
        Map<String, ConvertedTensor> tensors = new LinkedHashMap<>();
        for (GgufMetadata part : parts.parts()) {
            for (GgufDirectory.Entry entry : part.directory().tensors()) {
                tensors.put(
                        entry.name(),
                        new ConvertedTensor(
                                entry.name(),
                                entry.dimensions(),
                                entry.type(),
                                part.file(),
                                part.directory().dataStart() + entry.offset(),
                                parts.hasImatrix()));
            }
        }
        return tensors;
    }

    /** Returns the type; empty if this plugin does not know it. */
    public Optional<TensorType> type() {
        return TensorType.of(typeNumber);
    }

    /** Returns the usual error of the type; empty if it is unknown or keeps every value. */
    public Optional<UsualError> usualError() {
        return type().flatMap(known -> UsualError.of(known, imatrix));
    }

    /** Returns the name of the type, or its number if it is unknown. */
    public String typeName() {
        return type().map(TensorType::name).orElse("number " + typeNumber);
    }

    /** Returns the decoder of the type; empty if there is none. */
    public Optional<WeightDecoder> decoder() {
        return type().flatMap(WeightTypes::of);
    }

    /** Returns the number of values. */
    public long count() {
        return dimensions.stream().reduce(1L, Math::multiplyExact);
    }

    /** Returns the size in bytes; 0 if the type is unknown. */
    public long bytes() {
        return type().map(known -> known.bytes(dimensions).orElse(0)).orElse(0L);
    }

    /**
     * Opens the values.
     *
     * @param decoder the type's decoder
     * @throws IOException if the file cannot be opened
     */
    public StoredBlocks open(OpenFiles files, WeightDecoder decoder) throws IOException {
        return new StoredBlocks(files, file, position, count() / decoder.blockWeights(), decoder);
    }
}
