/** The rows that two outputs have in common: which they are, and all that is measured of them before they are judged. */
@NullMarked
package io.github.modelconversion.gate.rows;

import org.jspecify.annotations.NullMarked;
