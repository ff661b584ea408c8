/** Numbers, names, tables and lines of the log as text. Knows results. */
@NullMarked
package io.github.modelconversion.report.text;

import org.jspecify.annotations.NullMarked;
