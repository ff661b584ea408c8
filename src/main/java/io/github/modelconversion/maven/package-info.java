/**
 * The goals: parameters in, one request out, the verdict as an exception. Only this package and its subpackages know Maven.
 */
@NullMarked
package io.github.modelconversion.maven;

import org.jspecify.annotations.NullMarked;
