/** The per-row figures. Immutable; depends on no other package of this plugin. */
@NullMarked
package io.github.modelconversion.result.row;

import org.jspecify.annotations.NullMarked;
