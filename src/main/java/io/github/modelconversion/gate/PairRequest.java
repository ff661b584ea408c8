package io.github.modelconversion.gate;

import io.github.modelconversion.logits.Layout;
import io.github.modelconversion.logits.OutputKind;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One comparison that is to be made.
 *
 * @param dataDirectory the directory that both outputs are looked for in; empty when the files were named outright
 * @param reference the output of the original model
 * @param test the output of the converted model
 * @param kind what the outputs hold
 * @param layout how files without dimensions are cut into rows
 */
public record PairRequest(
        Optional<Path> dataDirectory, OutputRequest reference, OutputRequest test, OutputKind kind, Layout layout) {}
