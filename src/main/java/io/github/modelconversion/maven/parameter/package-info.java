/** Parameters as values: text in, a setting or an error out. Knows Maven's exceptions. */
@NullMarked
package io.github.modelconversion.maven.parameter;

import org.jspecify.annotations.NullMarked;
