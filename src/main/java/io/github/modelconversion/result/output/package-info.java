/** Describes outputs: file, format, shape and type. Immutable; knows {@code input.file} for file names. */
@NullMarked
package io.github.modelconversion.result.output;

import org.jspecify.annotations.NullMarked;
