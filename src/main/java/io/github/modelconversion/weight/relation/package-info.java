/** Explains how a wrong tensor follows from the original's, as far as its weights prove it. Knows {@code result}. */
@NullMarked
package io.github.modelconversion.weight.relation;

import org.jspecify.annotations.NullMarked;
