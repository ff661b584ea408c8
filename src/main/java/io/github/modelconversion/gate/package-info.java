/**
 * The gate: plan, open, measure, judge. Turns a request into a report and throws nothing for a violation. Depends on
 * everything except Maven and the reports.
 */
@NullMarked
package io.github.modelconversion.gate;

import org.jspecify.annotations.NullMarked;
