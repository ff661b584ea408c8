/** Numbers, names, tables and log lines as text. Knows results. */
@NullMarked
package io.github.modelconversion.report.text;

import org.jspecify.annotations.NullMarked;
