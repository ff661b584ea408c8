/** Compares a converted model's weights with the original's. Knows {@code original}, {@code input} and {@code result}. */
@NullMarked
package io.github.modelconversion.weight;

import org.jspecify.annotations.NullMarked;
