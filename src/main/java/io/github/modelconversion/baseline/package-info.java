/** What conversions were worth when they were last accepted, and what becomes of one that is worse now. */
@NullMarked
package io.github.modelconversion.baseline;

import org.jspecify.annotations.NullMarked;
