/** Stores the measured part of a run in a file and combines such parts. Knows the gate and results. */
@NullMarked
package io.github.modelconversion.shard;

import org.jspecify.annotations.NullMarked;
