/** Renders a report of the gate for people and for machines. Decides nothing. */
@NullMarked
package io.github.modelconversion.report;

import org.jspecify.annotations.NullMarked;
