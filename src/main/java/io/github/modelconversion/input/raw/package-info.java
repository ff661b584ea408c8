/**
 * Reads {@code .bin}, values without a header, and detects other formats. Knows {@code input.file} and {@code input.tensor}.
 */
@NullMarked
package io.github.modelconversion.input.raw;

import org.jspecify.annotations.NullMarked;
