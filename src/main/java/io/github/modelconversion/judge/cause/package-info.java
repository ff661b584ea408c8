/** Causes that change values: a shift, a scale, a softmax, another element type. Knows the evidence. */
@NullMarked
package io.github.modelconversion.judge.cause;

import org.jspecify.annotations.NullMarked;
