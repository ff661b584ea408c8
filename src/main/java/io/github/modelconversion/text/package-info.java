/** Numbers and names as text: the shortest decimal, the natural order, what a line may show. Knows nothing of ours. */
@NullMarked
package io.github.modelconversion.text;

import org.jspecify.annotations.NullMarked;
