/** Measures two files in one pass, bit-identically for any number of threads. Knows readers, sums and {@code parallel}. */
@NullMarked
package io.github.modelconversion.measure;

import org.jspecify.annotations.NullMarked;
