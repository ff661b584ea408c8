/** Reads {@code .txt}, decimal numbers. Knows {@code input.file} and {@code input.tensor}. */
@NullMarked
package io.github.modelconversion.input.text;

import org.jspecify.annotations.NullMarked;
