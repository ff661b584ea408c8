/**
 * The known architectures, read from a resource: their tensors' names and shapes, and the traits that determine their
 * metadata. Knows no model files.
 */
@NullMarked
package io.github.modelconversion.conversion.architecture;

import org.jspecify.annotations.NullMarked;
