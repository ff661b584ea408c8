/** Decodes the types that weights are stored in, and knows the error that each type makes. Knows {@code result}. */
@NullMarked
package io.github.modelconversion.weight.type;

import org.jspecify.annotations.NullMarked;
