/**
 * Compares config.json with the metadata of a GGUF file, rule by rule. Knows {@code original}, {@code input.gguf} and the
 * architectures.
 */
@NullMarked
package io.github.modelconversion.conversion.metadata;

import org.jspecify.annotations.NullMarked;
