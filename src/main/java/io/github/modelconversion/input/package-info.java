/** The one list of readers, and the prompt beside an output. Knows every reader. */
@NullMarked
package io.github.modelconversion.input;

import org.jspecify.annotations.NullMarked;
