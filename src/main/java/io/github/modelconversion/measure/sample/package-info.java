/** Values of both sides in memory, and which part or order of one side agrees with the other. Knows readers only. */
@NullMarked
package io.github.modelconversion.measure.sample;

import org.jspecify.annotations.NullMarked;
