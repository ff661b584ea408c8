/** Sums over rows of values, from which a measurement follows. Knows {@code measure.sum} and results, no files. */
@NullMarked
package io.github.modelconversion.measure.values;

import org.jspecify.annotations.NullMarked;
