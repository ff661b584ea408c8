/**
 * Judges what was measured: which limits apply, what is usual for a type, every diagnosis in its order. Knows readers and
 * results.
 */
@NullMarked
package io.github.modelconversion.judge;

import org.jspecify.annotations.NullMarked;
