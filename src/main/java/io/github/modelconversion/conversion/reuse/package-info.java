/** Remembers the result of a check that passed, and whether it still holds. Knows {@code conversion} and {@code store}. */
@NullMarked
package io.github.modelconversion.conversion.reuse;

import org.jspecify.annotations.NullMarked;
