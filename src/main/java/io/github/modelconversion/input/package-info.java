/** The list of all readers, and the prompt files next to an output. Knows every reader. */
@NullMarked
package io.github.modelconversion.input;

import org.jspecify.annotations.NullMarked;
