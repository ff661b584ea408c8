/**
 * The contract of every reader: a file lists tensors, a tensor opens as values, and any run of values can be read. Knows
 * {@code input.file} and {@code result.output}.
 */
@NullMarked
package io.github.modelconversion.input.tensor;

import org.jspecify.annotations.NullMarked;
