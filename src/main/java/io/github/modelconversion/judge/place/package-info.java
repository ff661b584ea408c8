/** Causes that move values or affect only some of them: permutations, offsets, regions, positions. Knows the evidence. */
@NullMarked
package io.github.modelconversion.judge.place;

import org.jspecify.annotations.NullMarked;
