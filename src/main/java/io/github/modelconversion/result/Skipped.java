package io.github.modelconversion.result;

import java.util.Optional;

/**
 * A comparison skipped on request.
 *
 * @param dataDirectory the data directory, relative to the project; empty if the files were set explicitly
 * @param reference the original model's name
 * @param test the converted model's name
 * @param tensor the tensor; empty if the whole output was skipped
 * @param reason the reason, such as which files are missing
 */
public record Skipped(
        Optional<String> dataDirectory, String reference, String test, Optional<String> tensor, String reason) {}
