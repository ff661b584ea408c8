/** Opens the files that users name. */
@NullMarked
package io.github.modelconversion.input;

import org.jspecify.annotations.NullMarked;
