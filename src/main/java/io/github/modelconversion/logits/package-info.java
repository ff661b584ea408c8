/** Reads the files that models' outputs are kept in, block by block, and checks every length before it believes it. */
@NullMarked
package io.github.modelconversion.logits;

import org.jspecify.annotations.NullMarked;
