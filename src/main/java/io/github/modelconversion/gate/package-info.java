/**
 * The gate: plan, open, measure, judge. A request comes in, a report goes out, and nothing is thrown for a violation. Knows
 * everything but Maven and reports.
 */
@NullMarked
package io.github.modelconversion.gate;

import org.jspecify.annotations.NullMarked;
