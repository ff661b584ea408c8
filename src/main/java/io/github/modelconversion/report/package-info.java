/** The writers of reports, a class for each format. They decide nothing. */
@NullMarked
package io.github.modelconversion.report;

import org.jspecify.annotations.NullMarked;
