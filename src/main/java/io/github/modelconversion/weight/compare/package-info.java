/** Compares the values of a converted tensor with those of the original. Knows {@code weight.source} and {@code parallel}. */
@NullMarked
package io.github.modelconversion.weight.compare;

import org.jspecify.annotations.NullMarked;
