/**
 * The measured figures of two outputs, before judging. Immutable; depends only on other parts of {@code result}.
 */
@NullMarked
package io.github.modelconversion.result.measurement;

import org.jspecify.annotations.NullMarked;
