/** The plot data of a comparison: counts and extremes in bins. Immutable; depends on no other package of this plugin. */
@NullMarked
package io.github.modelconversion.result.plot;

import org.jspecify.annotations.NullMarked;
