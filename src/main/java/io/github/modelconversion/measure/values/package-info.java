/** Sums over rows of values, and the measurement derived from them. Knows {@code measure.sum} and results, no files. */
@NullMarked
package io.github.modelconversion.measure.values;

import org.jspecify.annotations.NullMarked;
