/** Keeps what was measured of a part of a run in a file, and combines the parts. Knows the gate and results. */
@NullMarked
package io.github.modelconversion.shard;

import org.jspecify.annotations.NullMarked;
