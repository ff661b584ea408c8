package io.github.modelconversion.input.gguf;

import io.github.modelconversion.input.file.NotDataException;
import io.github.modelconversion.result.output.ConversionType;
import io.github.modelconversion.result.output.Quantization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The known facts about a converted model.
 *
 * @param name the model's name
 * @param file the name of its GGUF file; empty if there is none
 * @param model the file's metadata; empty if there is no readable file
 * @param damage why the file cannot be read and what to do; empty if it can
 */
public record Conversion(String name, Optional<String> file, Optional<GgufModel> model, Optional<String> damage) {

    /** Returns the facts that follow from the name alone. */
    public static Conversion named(String name) {
        return new Conversion(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Returns the facts that follow from the name and the file.
     *
     * @param name the model's name
     * @param path possible location of the GGUF file
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

    /** Returns the type that the name ends with. */
    public Optional<Quantization> typeByName() {
        return Quantization.ofName(name);
    }

    /** Returns the type that the file states, without regard to its tensors. */
    public Optional<Quantization> typeByFile() {
        return model.flatMap(GgufModel::statedType);
    }

    /** Returns whether the file states a type that its tensors contradict. */
    public boolean contradicted() {
        return typeByFile().isPresent() && model.flatMap(GgufModel::type).isEmpty();
    }

    /** Returns the type that the file states, else the one that the name ends with; empty if the file contradicts itself. */
    public Optional<Quantization> type() {
        return typeByFile().isPresent() ? model.flatMap(GgufModel::type) : typeByName();
    }

    /** Returns the type and its origin; empty if the type is unknown. */
    public Optional<ConversionType> conversionType() {
        return type().map(known -> new ConversionType(
                known, typeByFile().isPresent() ? ConversionType.Origin.GGUF : ConversionType.Origin.NAME));
    }
}
