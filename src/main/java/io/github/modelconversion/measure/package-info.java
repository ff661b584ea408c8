/** Measures two files in one pass, bit-identically for any number of threads. Knows readers and sums. */
@NullMarked
package io.github.modelconversion.measure;

import org.jspecify.annotations.NullMarked;
