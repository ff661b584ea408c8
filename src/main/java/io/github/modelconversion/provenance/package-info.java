/** Records what made an output, so that it is known whether the output is still that of its model. */
@NullMarked
package io.github.modelconversion.provenance;

import org.jspecify.annotations.NullMarked;
