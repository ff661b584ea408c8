/** Reads {@code .safetensors}. Knows {@code input.file} and {@code input.tensor}. */
@NullMarked
package io.github.modelconversion.input.safetensors;

import org.jspecify.annotations.NullMarked;
