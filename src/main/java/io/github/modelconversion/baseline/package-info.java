/**
 * What comparisons were worth when they were accepted, and how much worse than that is a regression. Knows results and
 * {@code store}.
 */
@NullMarked
package io.github.modelconversion.baseline;

import org.jspecify.annotations.NullMarked;
