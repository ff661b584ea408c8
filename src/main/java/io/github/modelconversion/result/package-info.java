/** The results of comparisons: limits, findings, verdicts. Immutable; depends only on its subpackages. */
@NullMarked
package io.github.modelconversion.result;

import org.jspecify.annotations.NullMarked;
