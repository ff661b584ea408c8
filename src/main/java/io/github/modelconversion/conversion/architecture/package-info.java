/**
 * What is known of each architecture: its tensors' names and shapes, and the traits that decide about its metadata; a table
 * in a resource. Knows nothing of any file.
 */
@NullMarked
package io.github.modelconversion.conversion.architecture;

import org.jspecify.annotations.NullMarked;
