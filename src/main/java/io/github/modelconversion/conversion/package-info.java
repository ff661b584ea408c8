/**
 * Checks a GGUF file against the folder of its original: compares, applies acceptances, judges. Knows both sides and the
 * parts of the check.
 */
@NullMarked
package io.github.modelconversion.conversion;

import org.jspecify.annotations.NullMarked;
