package io.github.modelconversion.input.gguf;

import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is known of a converted model.
 *
 * @param name the model's name
 * @param file the name of its GGUF file; empty where there is none
 * @param model what the file says; empty where there is none, or none that can be read
 * @param damage why the file cannot be read and what to do; empty where it can
 */
public record Conversion(String name, Optional<String> file, Optional<GgufModel> model, Optional<String> damage) {

    /** Returns what the name alone tells. */
    public static Conversion named(String name) {
        return new Conversion(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns what the name and the file tell.
     *
     * @param name the model's name
     * @param path where the GGUF file may lie
     * @param fileName the file's name in messages
     */
    public static Conversion of(String name, Path path, String fileName) {
        if (!Files.exists(path) || Files.isDirectory(path)) {
            return named(name);
        }
        try {
            return new Conversion(name, Optional.of(fileName), Optional.of(GgufModel.read(path)), Optional.empty());
        } catch (NotDataException standIn) {
            return damaged(name, fileName, String.valueOf(standIn.getMessage()));
        } catch (IOException damaged) {
            return damaged(name, fileName, damaged.getMessage() + ". Convert the model again");
        }
    }

    private static Conversion damaged(String name, String fileName, String damage) {
        return new Conversion(name, Optional.of(fileName), Optional.empty(), Optional.of(damage));
    }

    /** Returns the type that the name ends in. */
    public Optional<Quantization> typeByName() {
        return Quantization.ofName(name);
    }

    /** Returns the type that the file states, whatever its tensors are. */
    public Optional<Quantization> typeByFile() {
        return model.flatMap(GgufModel::statedType);
    }

    /** Returns whether the file states a type that its tensors contradict. */
    public boolean contradicted() {
        return typeByFile().isPresent() && model.flatMap(GgufModel::type).isEmpty();
    }

    /** Returns the type: what the file states, else what the name ends in; empty where the file contradicts itself. */
    public Optional<Quantization> type() {
        return typeByFile().isPresent() ? model.flatMap(GgufModel::type) : typeByName();
    }

    /** Returns the type and where it comes from; empty where it is not known. */
    public Optional<ConversionType> conversionType() {
        return type().map(known -> new ConversionType(
                known, typeByFile().isPresent() ? ConversionType.Origin.GGUF : ConversionType.Origin.NAME));
    }
}
