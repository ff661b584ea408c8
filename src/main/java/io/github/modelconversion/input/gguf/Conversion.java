package io.github.modelconversion.input.gguf;

import io.github.modelconversion.input.file.FileFailure;
import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A converted model: its name, and its GGUF file if there is one. */
public sealed interface Conversion {

    /** Returns the model's name. */
    String name();

    /** Returns why its file cannot be read, and what to do; empty if it can, or if there is none. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    /** Returns the type of its weights and the origin of that information; empty if the type is unknown. */
    default Optional<ConversionType> conversionType() {
        Optional<Quantization> type = typeByName();
        return type.isPresent()
                ? Optional.of(new ConversionType(type.get(), ConversionType.Origin.NAME))
                : Optional.empty();
    }

    /** Returns the type of its weights; empty if it is unknown. */
    default Optional<Quantization> type() {
        Optional<ConversionType> type = conversionType();
        return type.isPresent() ? Optional.of(type.get().quantization()) : Optional.empty();
    }

    /** Returns the type that the name ends with. */
    default Optional<Quantization> typeByName() {
        return Quantization.ofName(name());
    }

    /**
     * A model of which only the name is known.
     *
     * @param name its name
     * @param problem why its file cannot be read, and what to do; empty if there is none
     */
    record Named(String name, Optional<String> problem) implements Conversion {}

    /**
     * A model whose file was read.
     *
     * @param name its name
     * @param file the file's name in messages
     * @param model what the file states
     */
    record OfFile(String name, String file, GgufModel model) implements Conversion {

        /** The file decides, even if it contradicts itself; the name counts only if the file states no type. */
        @Override
        public Optional<ConversionType> conversionType() {
            return model.statedType().isPresent()
                    ? model.type().map(type -> new ConversionType(type, ConversionType.Origin.GGUF))
                    : Conversion.super.conversionType();
        }

        /** Returns whether the name ends with a type other than the one that the file states. */
        public boolean isMisnamed() {
            return model.statedType().isPresent()
                    && typeByName().isPresent()
                    && !typeByName().equals(model.statedType());
        }

        /** Returns whether the file states a type that its tensors contradict. */
        public boolean isContradicted() {
            return model.statedType().isPresent() && model.type().isEmpty();
        }
    }

    /** Returns a model without a file. */
    static Conversion named(String name) {
        return new Named(name, Optional.empty());
    }

    /**
     * Reads what is known about a model.
     *
     * @param name the model's name
     * @param path possible location of the GGUF file
     * @param fileName the file's name in messages
     */
    static Conversion of(String name, Path path, String fileName) {
        if (!Files.exists(path) || Files.isDirectory(path)) {
            return named(name);
        }
        try {
            return new OfFile(name, fileName, GgufModel.read(path));
        } catch (NotDataException standIn) {
            return new Named(name, Optional.of(fileName + ": " + standIn.getMessage()));
        } catch (IOException damaged) {
            return new Named(
                    name, Optional.of(fileName + ": " + FileFailure.reason(damaged) + ". Convert the model again"));
        }
    }
}
