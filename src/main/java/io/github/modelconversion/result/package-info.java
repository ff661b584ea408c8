/** What was found out about each comparison: limits, findings, verdicts. Immutable; knows nothing but its subpackages. */
@NullMarked
package io.github.modelconversion.result;

import org.jspecify.annotations.NullMarked;
