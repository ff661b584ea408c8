/** Opens every file that a user gives, refuses what is not the data, and unpacks gzip. Knows nothing of ours. */
@NullMarked
package io.github.modelconversion.input.file;

import org.jspecify.annotations.NullMarked;
