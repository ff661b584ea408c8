/** Measures two files in one pass, on one thread or several, with the same bits. Knows readers and sums. */
@NullMarked
package io.github.modelconversion.measure;

import org.jspecify.annotations.NullMarked;
