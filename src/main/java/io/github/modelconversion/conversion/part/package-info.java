/** The parts of the check and their results. Knows {@code result}. */
@NullMarked
package io.github.modelconversion.conversion.part;

import org.jspecify.annotations.NullMarked;
