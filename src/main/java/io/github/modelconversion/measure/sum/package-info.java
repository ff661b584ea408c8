/** Sums over pairs of values: exact or compensated, in loops that the compiler vectorises. Knows results, no files. */
@NullMarked
package io.github.modelconversion.measure.sum;

import org.jspecify.annotations.NullMarked;
