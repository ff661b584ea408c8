package io.github.modelconversion.input.gguf;

import io.github.modelconversion.input.file.InputFile;
import io.github.modelconversion.result.output.Quantization;
import io.github.modelconversion.result.output.TensorType;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The model facts that a GGUF file states.
 *
 * @param architecture {@code general.architecture}; empty if absent
 * @param fileType {@code general.file_type}; empty if absent
 * @param vocabularySize the number of rows of the output matrix or else of the token embedding, or else {@code vocab_size}
 * @param embeddingLength the number of values in a token's embedding
 * @param weightTypes the storage types of the tensors with two or more dimensions, except types unknown to this plugin
 */
public record GgufModel(
        Optional<String> architecture,
        OptionalLong fileType,
        OptionalLong vocabularySize,
        OptionalLong embeddingLength,
        Set<TensorType> weightTypes) {

    /** Copies the set. */
    public GgufModel {
        weightTypes = Collections.unmodifiableSet(
                weightTypes.isEmpty() ? EnumSet.noneOf(TensorType.class) : EnumSet.copyOf(weightTypes));
    }

    /**
     * Reads the metadata and the tensor directory of a little-endian GGUF file, version 2 or 3: at most 64 MB and no tensor
     * data.
     *
     * @throws GgufException if it is not such a file, or damaged
     * @throws IOException if the file cannot be read
     */
    public static GgufModel read(Path file) throws IOException {
        try (FileChannel channel = InputFile.open(file)) {
            return new GgufReader(Channels.newInputStream(channel), channel.size()).read();
        }
    }

    /** Returns the type that the file states, without regard to its tensors. */
    public Optional<Quantization> statedType() {
        return Quantization.ofFileType(fileType);
    }

    /** Returns the type that the file states; empty if its tensors contradict it. */
    public Optional<Quantization> type() {
        return statedType().filter(type -> type.fits(weightTypes));
    }
}
