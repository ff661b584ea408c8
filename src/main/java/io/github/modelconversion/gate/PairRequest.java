package io.github.modelconversion.gate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One comparison that is to be made.
 *
 * @param dataDirectory the directory that both outputs are looked for in; empty when the files were named outright
 * @param reference the output of the original model
 * @param test the output of the converted model
 */
public record PairRequest(Optional<Path> dataDirectory, OutputRequest reference, OutputRequest test) {}
