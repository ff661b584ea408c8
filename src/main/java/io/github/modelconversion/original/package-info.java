/**
 * Reads the folder of an original model: config.json and the headers of its weight files. Knows {@code input} and {@code
 * store}.
 */
@NullMarked
package io.github.modelconversion.original;

import org.jspecify.annotations.NullMarked;
