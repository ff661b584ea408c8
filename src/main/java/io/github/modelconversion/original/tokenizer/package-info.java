/** Reads the tokenizer files of an original model as streams. Knows {@code input.file} and {@code store}. */
@NullMarked
package io.github.modelconversion.original.tokenizer;

import org.jspecify.annotations.NullMarked;
