/** Findings about the values of both sides: not finite, constant, masked, dominated by a few. Knows the evidence. */
@NullMarked
package io.github.modelconversion.judge.value;

import org.jspecify.annotations.NullMarked;
