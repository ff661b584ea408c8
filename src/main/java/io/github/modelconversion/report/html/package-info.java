/** The HTML page about comparisons: its headline, its order, and one section for each comparison. Knows results. */
@NullMarked
package io.github.modelconversion.report.html;

import org.jspecify.annotations.NullMarked;
