/**
 * What was measured of two outputs, before anyone judges it. Immutable; knows nothing of ours but {@code result}'s other
 * parts.
 */
@NullMarked
package io.github.modelconversion.result.measurement;

import org.jspecify.annotations.NullMarked;
