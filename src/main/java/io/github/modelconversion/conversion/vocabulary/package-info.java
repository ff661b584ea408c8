/**
 * The tokens, scores and types that a GGUF file must have, and the check for differences. Knows {@code original.tokenizer}
 * and {@code input.gguf}.
 */
@NullMarked
package io.github.modelconversion.conversion.vocabulary;

import org.jspecify.annotations.NullMarked;
