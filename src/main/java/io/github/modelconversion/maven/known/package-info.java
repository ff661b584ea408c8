/**
 * The parameters that a user set in the pom or on the command line, those that no goal reads and those that have no effect.
 * Knows Maven.
 */
@NullMarked
package io.github.modelconversion.maven.known;

import org.jspecify.annotations.NullMarked;
