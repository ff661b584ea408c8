/**
 * Compares the tensors that an original has with those of its GGUF file: names and shapes, no values. Knows {@code
 * original}, {@code input.gguf} and the architectures.
 */
@NullMarked
package io.github.modelconversion.conversion.tensor;

import org.jspecify.annotations.NullMarked;
