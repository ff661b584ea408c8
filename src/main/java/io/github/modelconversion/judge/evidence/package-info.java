/** The evidence that diagnoses examine, and how they word their findings. Knows readers and results. */
@NullMarked
package io.github.modelconversion.judge.evidence;

import org.jspecify.annotations.NullMarked;
