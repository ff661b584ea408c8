/** What diagnoses look at, and how they say what they found. Knows readers and results. */
@NullMarked
package io.github.modelconversion.judge.evidence;

import org.jspecify.annotations.NullMarked;
