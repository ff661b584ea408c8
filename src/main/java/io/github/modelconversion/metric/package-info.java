/** Arithmetic over pairs of values: no files, no Maven, no logging. */
@NullMarked
package io.github.modelconversion.metric;

import org.jspecify.annotations.NullMarked;
