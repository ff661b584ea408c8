/** Plots as inline SVG. Knows results. */
@NullMarked
package io.github.modelconversion.report.plot;

import org.jspecify.annotations.NullMarked;
