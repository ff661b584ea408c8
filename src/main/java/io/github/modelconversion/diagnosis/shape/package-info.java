/** Tries which part, or which order, of one side agrees with the other where their shapes do not fit. */
@NullMarked
package io.github.modelconversion.diagnosis.shape;

import org.jspecify.annotations.NullMarked;
