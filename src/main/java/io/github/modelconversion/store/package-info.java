/** Reads JSON strictly and replaces files whole. Knows {@code input.file}. */
@NullMarked
package io.github.modelconversion.store;

import org.jspecify.annotations.NullMarked;
