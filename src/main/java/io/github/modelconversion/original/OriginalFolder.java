package io.github.modelconversion.original;

import io.github.modelconversion.input.file.UnusableInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of an original model.
 *
 * @param folder the folder
 * @param name its name in messages
 * @param config config.json
 * @param weights the tensors listed in the weight files
 * @param pooling how rows are combined into one; empty if the folder does not state it
 */
public record OriginalFolder(
        Path folder, String name, OriginalConfig config, OriginalWeights weights, Optional<Pooling> pooling) {

    /**
     * Reads config.json and the headers of the safetensors files, but no tensors.
     *
     * @param folder the folder
     * @param name its name in messages
     * @throws UnusableInputException if it is not such a folder, or a file in it is missing or damaged
     * @throws IOException if a file is not JSON or cannot be read
     */
    public static OriginalFolder read(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UnusableInputException(
                    name,
                    "expected the folder of the original model, found " + (Files.exists(folder) ? "a file" : "nothing"),
                    "Set modelPath to the folder with config.json that the model was converted from");
        }
        if (!Files.exists(folder.resolve("config.json")) && Files.exists(folder.resolve("params.json"))) {
            throw new UnusableInputException(
                    name,
                    "expected config.json, found params.json: a model in Mistral's own format",
                    "Set modelPath to the model in the format of Hugging Face");
        }
        if (!Files.exists(folder.resolve("config.json"))) {
            throw new UnusableInputException(
                    name + "/config.json",
                    "expected this file, found none",
                    "Set modelPath to the folder of the original model in the format of Hugging Face");
        }
        OriginalConfig config = OriginalConfig.read(folder.resolve("config.json"), name + "/config.json");
        return new OriginalFolder(folder, name, config, new WeightFiles(folder, name).read(), Pooling.of(folder, name));
    }
}
