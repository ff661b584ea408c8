/** Sums over rows of log-probabilities: {@code .kld} files. Knows results, no files. */
@NullMarked
package io.github.modelconversion.measure.runs;

import org.jspecify.annotations.NullMarked;
