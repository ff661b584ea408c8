/** Runs the engines: one process for each output, and none for an output that is up to date. Knows nothing of Maven. */
@NullMarked
package io.github.modelconversion.engine;

import org.jspecify.annotations.NullMarked;
