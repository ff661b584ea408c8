/**
 * Reads {@code .kld}, the log-probabilities that llama-perplexity writes. Knows {@code input.file} and {@code input.tensor}.
 */
@NullMarked
package io.github.modelconversion.input.kld;

import org.jspecify.annotations.NullMarked;
