package io.github.modelconversion.result;

import java.util.Optional;

/**
 * A comparison that was left out on request.
 *
 * @param dataDirectory the data directory, relative to the project; empty when the files were named outright
 * @param reference the original model's name
 * @param test the converted model's name
 * @param tensor the tensor; empty where all of the output was left out
 * @param reason why, such as which files are missing
 */
public record Skipped(
        Optional<String> dataDirectory, String reference, String test, Optional<String> tensor, String reason) {}
