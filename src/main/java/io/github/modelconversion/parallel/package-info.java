/** Runs work on several threads with results that do not depend on their number. Knows nothing of models. */
@NullMarked
package io.github.modelconversion.parallel;

import org.jspecify.annotations.NullMarked;
