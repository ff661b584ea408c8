/**
 * Reads GGUF files: metadata, the tensor directory, and outputs of llama-results. Knows {@code input.file} and {@code
 * input.tensor}.
 */
@NullMarked
package io.github.modelconversion.input.gguf;

import org.jspecify.annotations.NullMarked;
