package io.github.modelconversion.gate;

import java.util.Optional;

/**
 * A comparison that was left out on request.
 *
 * @param dataDirectory the data directory, relative to the project; empty when the files were named outright
 * @param reference the original model's name
 * @param test the converted model's name
 * @param reason which files are missing
 */
public record Skipped(Optional<String> dataDirectory, String reference, String test, String reason) {}
