/** What the pictures of a comparison are drawn from: counts and extremes in bins. Immutable; knows nothing of ours. */
@NullMarked
package io.github.modelconversion.result.plot;

import org.jspecify.annotations.NullMarked;
