/** The goals: parameters in, exceptions out. The only package that knows Maven. */
@NullMarked
package io.github.modelconversion.maven;

import org.jspecify.annotations.NullMarked;
