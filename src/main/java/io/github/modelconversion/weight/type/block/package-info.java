/**
 * The layouts of GGUF's blocks: where each type keeps its scales and codes, as in llama.cpp's {@code ggml-common.h} and the
 * reference decoders of {@code gguf-py}. Knows nothing of ours.
 */
@NullMarked
package io.github.modelconversion.weight.type.block;

import org.jspecify.annotations.NullMarked;
