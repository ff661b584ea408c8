/**
 * The layouts of the types whose codes are points of a grid: IQ1, IQ2 and IQ3. Knows {@code weight.type.block}.
 */
@NullMarked
package io.github.modelconversion.weight.type.grid;

import org.jspecify.annotations.NullMarked;
