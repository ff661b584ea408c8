/** What was measured row by row. Immutable; knows nothing of ours. */
@NullMarked
package io.github.modelconversion.result.row;

import org.jspecify.annotations.NullMarked;
