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
 * What a GGUF file says of its model.
 *
 * @param architecture {@code general.architecture}; empty where it is not given
 * @param fileType {@code general.file_type}; empty where it is not given
 * @param vocabularySize the rows of the output matrix, or of the token embedding, or {@code vocab_size}
 * @param embeddingLength the values of a token's embedding
 * @param weightTypes what the tensors of two and more dimensions are stored as; without the types unknown here
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
     * Reads the metadata and the tensor directory of a GGUF file, version 2 or 3, little-endian. No tensor is read, and
     * never more than 64 MB.
     *
     * @throws GgufException when it is no such file, or a damaged one
     * @throws IOException when the file cannot be read
     */
    public static GgufModel read(Path file) throws IOException {
        try (FileChannel channel = InputFile.open(file)) {
            return new GgufReader(Channels.newInputStream(channel), channel.size()).read();
        }
    }

    /** Returns the type that the file states, whatever its tensors are. */
    public Optional<Quantization> statedType() {
        return Quantization.ofFileType(fileType);
    }

    /** Returns the type that the file states, when its tensors do not contradict. */
    public Optional<Quantization> type() {
        return statedType().filter(type -> type.fits(weightTypes));
    }
}
