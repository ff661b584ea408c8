/** Writes records as JSON and reads them back, strictly. It knows nothing of what the records hold. */
@NullMarked
package io.github.modelconversion.store;

import org.jspecify.annotations.NullMarked;
