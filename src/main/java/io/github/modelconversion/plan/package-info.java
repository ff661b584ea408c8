/** What is asked for, and the pairs of tensors that follow: which to open, or why not. Knows readers and limits. */
@NullMarked
package io.github.modelconversion.plan;

import org.jspecify.annotations.NullMarked;
