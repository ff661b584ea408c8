/** Findings about rows: their number, their width, what they have in common. Knows the evidence. */
@NullMarked
package io.github.modelconversion.judge.row;

import org.jspecify.annotations.NullMarked;
