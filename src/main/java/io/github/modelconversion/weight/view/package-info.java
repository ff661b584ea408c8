/** Matrices that present another one differently: with moved rows, changed values, or rows and columns swapped. */
@NullMarked
package io.github.modelconversion.weight.view;

import org.jspecify.annotations.NullMarked;
