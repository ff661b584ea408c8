/**
 * Reads {@code .bin}, values without a header, and recognises what is no such file. Knows {@code input.file} and {@code
 * input.tensor}.
 */
@NullMarked
package io.github.modelconversion.input.raw;

import org.jspecify.annotations.NullMarked;
