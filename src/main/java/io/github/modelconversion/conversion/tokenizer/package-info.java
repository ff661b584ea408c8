/** Compares the tokenizer of an original model with the one in its GGUF file. Runs neither. */
@NullMarked
package io.github.modelconversion.conversion.tokenizer;

import org.jspecify.annotations.NullMarked;
