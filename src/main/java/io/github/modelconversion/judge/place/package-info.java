/** Causes that move values or touch some places only: permutations, offsets, regions, positions. Knows the evidence. */
@NullMarked
package io.github.modelconversion.judge.place;

import org.jspecify.annotations.NullMarked;
