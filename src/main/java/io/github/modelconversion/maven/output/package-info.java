/** Where reports go, and where those of a session are found. Knows Maven and reports. */
@NullMarked
package io.github.modelconversion.maven.output;

import org.jspecify.annotations.NullMarked;
