/** Compares an original model with its GGUF file: metadata, and which tensor comes from which. Runs no model. */
@NullMarked
package io.github.modelconversion.conversion;

import org.jspecify.annotations.NullMarked;
