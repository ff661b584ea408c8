/** The sentences of every report: verdict, cause, next step. Knows results. */
@NullMarked
package io.github.modelconversion.report.words;

import org.jspecify.annotations.NullMarked;
