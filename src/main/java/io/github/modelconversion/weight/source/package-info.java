/**
 * Reads the values of tensors in the order in which a GGUF file stores them: those of the original as the converter would
 * write them, and those of the file itself. Knows {@code original}, {@code input} and {@code weight.type}.
 */
@NullMarked
package io.github.modelconversion.weight.source;

import org.jspecify.annotations.NullMarked;
