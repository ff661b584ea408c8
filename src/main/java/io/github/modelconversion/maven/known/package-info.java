/** What a user set in the pom or on the command line, and which of it no goal reads. Knows Maven. */
@NullMarked
package io.github.modelconversion.maven.known;

import org.jspecify.annotations.NullMarked;
