/** The parts of the check, and how the result of each is told. Knows {@code result}. */
@NullMarked
package io.github.modelconversion.conversion.part;

import org.jspecify.annotations.NullMarked;
