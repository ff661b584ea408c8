/** Reads JSON strictly, and says where it is not what was expected. */
@NullMarked
package io.github.modelconversion.json;

import org.jspecify.annotations.NullMarked;
