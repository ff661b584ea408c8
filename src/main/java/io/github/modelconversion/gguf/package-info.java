/** What is known of a converted model without running it: from its GGUF file and from its name. Knows nothing of ours. */
@NullMarked
package io.github.modelconversion.gguf;

import org.jspecify.annotations.NullMarked;
