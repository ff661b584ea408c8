/** A wrong tensor, the relations that may explain it, and the rules of evidence. Knows {@code result}. */
@NullMarked
package io.github.modelconversion.weight.relation;

import org.jspecify.annotations.NullMarked;
