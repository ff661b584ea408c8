/** The goals: parameters in, one request out, the verdict as an exception. Only here and below is Maven known. */
@NullMarked
package io.github.modelconversion.maven;

import org.jspecify.annotations.NullMarked;
