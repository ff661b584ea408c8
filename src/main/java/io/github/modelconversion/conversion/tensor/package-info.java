/**
 * Compares the tensors of an original with those of its GGUF file: names and shapes, not values. Knows {@code original},
 * {@code input.gguf} and the architectures.
 */
@NullMarked
package io.github.modelconversion.conversion.tensor;

import org.jspecify.annotations.NullMarked;
