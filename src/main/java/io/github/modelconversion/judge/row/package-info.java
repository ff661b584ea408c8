/** Findings about rows: their number, their width, their common traits. Knows the evidence. */
@NullMarked
package io.github.modelconversion.judge.row;

import org.jspecify.annotations.NullMarked;
