/** Writes reports and finds those of a session. Knows Maven and reports. */
@NullMarked
package io.github.modelconversion.maven.output;

import org.jspecify.annotations.NullMarked;
