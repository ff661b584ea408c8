/** Looks at a comparison and says what is wrong with it, in words that a user can act on. */
@NullMarked
package io.github.modelconversion.diagnosis;

import org.jspecify.annotations.NullMarked;
