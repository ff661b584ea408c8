/** The JSON report, written and read back. Knows results and {@code store}. */
@NullMarked
package io.github.modelconversion.report.json;

import org.jspecify.annotations.NullMarked;
