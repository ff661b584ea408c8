/**
 * Judges measurements: which limits apply, which errors are usual for a type, all diagnoses in order. Knows readers and
 * results.
 */
@NullMarked
package io.github.modelconversion.judge;

import org.jspecify.annotations.NullMarked;
