/** Plans the tensor pairs of a request: which to open, or why not. Knows readers and limits. */
@NullMarked
package io.github.modelconversion.plan;

import org.jspecify.annotations.NullMarked;
