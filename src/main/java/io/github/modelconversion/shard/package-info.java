/** Runs that were measured in parts: keeps what was measured of each in a file, and puts it together. */
@NullMarked
package io.github.modelconversion.shard;

import org.jspecify.annotations.NullMarked;
