/** The parameters that a user set in the pom or on the command line, and those that no goal reads. Knows Maven. */
@NullMarked
package io.github.modelconversion.maven.known;

import org.jspecify.annotations.NullMarked;
