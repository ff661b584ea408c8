/**
 * Opens all user files, refuses placeholders for data, and decompresses gzip. Depends on no other package of this plugin.
 */
@NullMarked
package io.github.modelconversion.input.file;

import org.jspecify.annotations.NullMarked;
