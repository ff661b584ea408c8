/**
 * Accepted results of comparisons, and how much worse counts as a regression. Knows results and {@code store}.
 */
@NullMarked
package io.github.modelconversion.baseline;

import org.jspecify.annotations.NullMarked;
