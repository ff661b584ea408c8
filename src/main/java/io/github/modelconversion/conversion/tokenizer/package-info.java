/**
 * Compares the tokenizer of an original with the one in its GGUF file, part by part. Knows {@code original.tokenizer},
 * {@code input.gguf} and the vocabularies.
 */
@NullMarked
package io.github.modelconversion.conversion.tokenizer;

import org.jspecify.annotations.NullMarked;
