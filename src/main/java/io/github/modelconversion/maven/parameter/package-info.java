/** The goals' parameters as the user set them: which there are, where each was set, and which cannot act. */
@NullMarked
package io.github.modelconversion.maven.parameter;

import org.jspecify.annotations.NullMarked;
